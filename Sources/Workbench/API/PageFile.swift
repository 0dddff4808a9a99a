/// A file of the page, embedded in the program.
struct PageFile: Sendable {
  /// The path behind the token; the page itself has none.
  let path: String
  let type: Answer.ContentType
  let bytes: [UInt8]

  // A new file stands here, in `pageFiles` of Package.swift, and in Resources.
  static let all = [
    PageFile(path: "", type: .html, bytes: PackageResources.index_html),
    PageFile(path: "workbench.css", type: .css, bytes: PackageResources.workbench_css),
    PageFile(path: "icon.svg", type: .svg, bytes: PackageResources.icon_svg),
    PageFile(path: "address.js", type: .script, bytes: PackageResources.address_js),
    PageFile(path: "api.js", type: .script, bytes: PackageResources.api_js),
    PageFile(path: "bytes.js", type: .script, bytes: PackageResources.bytes_js),
    PageFile(path: "chooser.js", type: .script, bytes: PackageResources.chooser_js),
    PageFile(path: "connection.js", type: .script, bytes: PackageResources.connection_js),
    PageFile(path: "dom.js", type: .script, bytes: PackageResources.dom_js),
    PageFile(path: "editview.js", type: .script, bytes: PackageResources.editview_js),
    PageFile(path: "explainview.js", type: .script, bytes: PackageResources.explainview_js),
    PageFile(path: "faults.js", type: .script, bytes: PackageResources.faults_js),
    PageFile(path: "fragment.js", type: .script, bytes: PackageResources.fragment_js),
    PageFile(path: "groups.js", type: .script, bytes: PackageResources.groups_js),
    PageFile(path: "lane.js", type: .script, bytes: PackageResources.lane_js),
    PageFile(path: "latest.js", type: .script, bytes: PackageResources.latest_js),
    PageFile(path: "lattice.js", type: .script, bytes: PackageResources.lattice_js),
    PageFile(path: "lookups.js", type: .script, bytes: PackageResources.lookups_js),
    PageFile(path: "measures.js", type: .script, bytes: PackageResources.measures_js),
    PageFile(path: "numbers.js", type: .script, bytes: PackageResources.numbers_js),
    PageFile(path: "painted.js", type: .script, bytes: PackageResources.painted_js),
    PageFile(path: "part.js", type: .script, bytes: PackageResources.part_js),
    PageFile(path: "piece.js", type: .script, bytes: PackageResources.piece_js),
    PageFile(path: "place.js", type: .script, bytes: PackageResources.place_js),
    PageFile(path: "pointing.js", type: .script, bytes: PackageResources.pointing_js),
    PageFile(path: "source.js", type: .script, bytes: PackageResources.source_js),
    PageFile(path: "spans.js", type: .script, bytes: PackageResources.spans_js),
    PageFile(path: "store.js", type: .script, bytes: PackageResources.store_js),
    PageFile(path: "tabs.js", type: .script, bytes: PackageResources.tabs_js),
    PageFile(path: "tokens.js", type: .script, bytes: PackageResources.tokens_js),
    PageFile(path: "tokensview.js", type: .script, bytes: PackageResources.tokensview_js),
    PageFile(path: "tree.js", type: .script, bytes: PackageResources.tree_js),
    PageFile(path: "upload.js", type: .script, bytes: PackageResources.upload_js),
    PageFile(path: "visible.js", type: .script, bytes: PackageResources.visible_js),
    PageFile(path: "vocabularyview.js", type: .script, bytes: PackageResources.vocabularyview_js),
    PageFile(path: "window.js", type: .script, bytes: PackageResources.window_js),
    PageFile(path: "workbench.js", type: .script, bytes: PackageResources.workbench_js),
  ]

  /// The file at a path; nil where there is none.
  static func named(_ path: String) -> PageFile? { all.first { $0.path == path } }

  /// The file as an answer.
  var answer: Answer { Answer(type: type, bytes: bytes) }
}
