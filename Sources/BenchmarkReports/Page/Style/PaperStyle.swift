extension PageStyle {
  /// Paper: everything open, nothing that needs a pointer.
  static let paper: StaticString = """
    @media print {
      :root { --paper: #fff; --ink: #000; --quiet: #444; --hair: #bbb; --grid: #ddd; --accent: #004f80; --dot: #666; --rule: #888; --heat: 0, 104, 165; }
      @page { margin: 16mm 14mm; }
      body { font-size: 11pt; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      main { padding: 0; max-width: none; }
      nav { display: none; }
      details.section::details-content { content-visibility: visible; display: block; block-size: auto; }
      summary { list-style: none; } summary::-webkit-details-marker { display: none; }
      details.data > summary, details.data:not([open]) { display: none; }
      figure, tr, .panels div { break-inside: avoid; } h2, h3, summary { break-after: avoid; }
      .scroll, .scroll.tall { overflow: visible; max-height: none; }
      .tools, .filters, .anchor { display: none; }
      tr[hidden] { display: table-row; }
      table.data { font-size: 8.5pt; }
      table.data small { font-size: 8pt; white-space: normal; }
      table.data th, table.data td { padding: 2px 5px; }
      table.data thead th { min-width: 0; }
      table.data td.hash { min-width: 17ch; }
      .tokens { font-size: 11pt; } .small, .policy, .source, .provenance, figcaption, li.small { font-size: 9pt; }
      dl { gap: 6px 12px; }
      table.data th:first-child { position: static; }
      svg.wide { display: none; } svg.narrow { display: block; width: 115mm; }
      a { text-decoration: none; }
    }
    """
}
