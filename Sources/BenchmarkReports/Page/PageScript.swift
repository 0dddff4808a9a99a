/// The page's script, a file for each concern in `Script/`.
///
/// Everything can be read without it. Without `<` and `&`, so that the page is XML too. Each part is lines, without a
/// line break at its end, in a scope of its own.
package enum PageScript {
  package static let code: [StaticString] = [sections, sorting, filters, copying, tokens]
}
