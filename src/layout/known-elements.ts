/** Names as they stand in the tables of this folder. */
export const names = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** Elements that show something where they stand, and do nothing else. */
export const CONTENT_ELEMENTS = names(
  "a abbr acronym address area article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl " +
    "dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp " +
    "section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr",
);
/** Elements of a whole document. A style sheet reaches all of it. */
export const DOCUMENT_ELEMENTS = names("html head body title style");
/** Elements that trusted authors and MJML use besides: old and interactive ones, and those that Outlook draws. */
const OTHER_ELEMENTS = names(
  "basefont button data details dir fieldset hgroup input label legend map menu meter nobr output picture progress search " +
    "summary textarea v:background v:fill v:group v:image v:imagedata v:line v:oval v:path v:rect v:roundrect v:shadow v:shape " +
    "v:shapetype v:stroke v:textbox v:textpath w:anchorlock w:worddocument o:p o:allowpng o:lock o:officedocumentsettings " +
    "o:pixelsperinch xml",
);

/** Whether it is known what readers do with an element; a value stands in no other. */
export function isKnownElement(name: string): boolean {
  return CONTENT_ELEMENTS.has(name) || DOCUMENT_ELEMENTS.has(name) || OTHER_ELEMENTS.has(name);
}
