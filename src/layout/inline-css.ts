import juice from "juice";
/**
 * Copies the author's rules into `style` attributes. The only importer of juice, of its pure function: the others fetch
 * URLs and read files.
 *
 * Style sheets stay in the document as they are, at-rules, client-targeting selectors and all: mail clients that read
 * them need them, and what was inlined wins over them anyway. No attributes such as `width` are derived from CSS.
 *
 * @param inlinable Rules that may be inlined, and no others.
 */
export function inlineCss(html: string, inlinable: string): string {
  return inlinable === "" ? html : juice(html, { ...OPTIONS, extraCss: inlinable });
}

const OPTIONS = {
  applyStyleTags: false,
  removeStyleTags: false,
  insertPreservedExtraCss: false,
  // Without it a quote written as `&quot;` is read as CSS.
  decodeStyleAttributes: true,
  applyWidthAttributes: false,
  applyHeightAttributes: false,
  applyAttributesTableElements: false,
  inlinePseudoElements: false,
  resolveCSSVariables: false,
};

/**
 * Whether the inliner can add to a `style`: on some it crashes.
 *
 * @param style The value of the attribute as it is written, without double quotes.
 */
export function canInline(style: string): boolean {
  try {
    juice(`<i style="${style.replaceAll('"', "&quot;")}"></i>`, { ...OPTIONS, extraCss: "i{color:red}" });
    return true;
  } catch {
    return false;
  }
}
