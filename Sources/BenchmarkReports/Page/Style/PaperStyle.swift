extension PageStyle {
  /// Paper: everything open, nothing that needs a pointer.
  static let paper: StaticString = """
    @media print {
      :root { --paper: #fff; --ink: #000; --quiet: #444; --hair: #bbb; --grid: #ddd; --accent: #004f80; --dot: #666; --rule: #888; --heat: 0, 104, 165; }
      @page { margin: 16mm 14mm; }
      body { font-size: 9.5pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      main { padding: 0; max-width: none; }
      nav { display: none; }
      details.section::details-content { content-visibility: visible; display: block; block-size: auto; }
      summary { list-style: none; } summary::-webkit-details-marker { display: none; }
      details.data > summary, details.data:not([open]) { display: none; }
      figure, tr, .frame, .panels div { break-inside: avoid; } .frame:has(tr:nth-child(25)), figure:has(.panels) { break-inside: auto; } figcaption { break-after: avoid; } h2, h3, summary { break-after: avoid; }
      .scroll, .scroll.tall { overflow: visible; max-height: none; }
      .tools, .filters, .anchor { display: none; }
      tr[hidden] { display: table-row; }
      table.data, .lanes { font-size: 8pt; } h1 { font-size: 18pt; } h2, h3 { font-size: 11pt; }
      .lanes small { font-size: 7.5pt; } table.data small { font-size: 7.5pt; white-space: normal; }
      table.data th, table.data td { padding: 2px 5px; }
      table.data thead th { min-width: 0; } table.data thead { break-after: avoid; } table.data .sort { display: contents; } table.data tbody th { min-width: 28mm; }
      table.data td.text { min-width: 0; overflow-wrap: break-word; } table.data td.long { min-width: 20ch; }
      table.data td.hash { min-width: 17ch; }
      .tokens { font-size: 9.5pt; } .small, .policy, .source, .provenance, .notice, figcaption, figcaption b, li.small, details.data { font-size: 8pt; } code, pre { font-size: 8pt; }
      dl { gap: 3px 12px; grid-template-columns: 38mm minmax(0, 1fr); } p, li, dd { max-width: none; }
      table.data th:first-child { position: static; }
      svg.wide { display: none; } svg.narrow { display: block; width: 84mm; }
      a { text-decoration: none; }
    }
    """
}
