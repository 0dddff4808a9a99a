import Groundwork

/// Reads DocBook 4 and 5: a document is the text of a paragraph, title, term or table cell, also where one stands
/// in another; footnotes are documents of their own; code, index terms and who wrote it are no text.
enum DocBookSource: MarkupSource {
  static let rules = MarkupRules.docBook

  static func recognizes(_ prolog: MarkupProlog) -> Bool {
    if let namespace = prolog.namespace { return namespace == "http://docbook.org/ns/docbook" }
    return prolog.publicID?.contains("DocBook") == true
      && rules.roots.names.contains(prolog.root ?? prolog.doctype ?? "")
  }
}

extension MarkupRules {
  static let docBook = MarkupRules(
    format: .docbook,
    roots: MarkupRoots(
      what: "a DocBook document",
      names: [
        "book", "article", "set", "part", "chapter", "appendix", "preface", "section", "sect1",
        "sect2", "sect3", "sect4", "sect5", "simplesect", "refentry", "reference", "glossary",
        "topic", "para",
      ]),
    elements: [
      .skip: "legalnotice authorgroup author editor othercredit collab corpauthor publisher"
        + " revhistory copyright keywordset subjectset indexterm index remark programlisting"
        + " screen synopsis cmdsynopsis funcsynopsis classsynopsis textobject bibliography"
        + " address math svg",
      .block: "para simpara title subtitle titleabbrev term member entry td th attribution"
        + " caption glossterm refname refpurpose bridgehead literallayout",
      .aside: "footnote",
      .header: "info bookinfo articleinfo setinfo partinfo chapterinfo sectioninfo prefaceinfo"
        + " appendixinfo refentryinfo",
    ],
    places: "<para> or <title>")
}
