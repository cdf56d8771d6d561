import { anywhere, type Place, rule } from "./place.js";
import { sheet } from "./styles.js";
import { attributeText, color, forbidden } from "./values.js";
import { exactly, made, oneOf, oneText, some, type Writing, write } from "./words.js";

/** The content of `mj-head`. Everything may be missing. */
export const head = rule((place) => write`${title(place)}${preview(place)}${some(headPart(place, 0), 0, 2)}`);

function title(place: Place): Writing {
  return oneOf(
    [2, () => oneText("")],
    [1, () => made("mj-title", oneText("<mj-title>T &amp; t</mj-title>"))],
    [
      place.fixed ? 0 : 1,
      () =>
        made(
          "mj-title",
          write`<mj-title>${oneText("{{@subject}}", "T {{@root.name}}", "{{#if @root.on}}A{{else}}B{{/if}}")}</mj-title>`,
        ),
    ],
  );
}

/** The preheader of the message, which is missing from the document otherwise. */
function preview(place: Place): Writing {
  return oneOf(
    [1, () => made("mj-preview", oneText("<mj-preview>Look &amp; see</mj-preview>"))],
    [
      place.fixed ? 0 : 2,
      () =>
        made(
          "mj-preview",
          oneText(
            "<mj-preview>{{@preheader}}</mj-preview>",
            "<mj-preview>{{@root.note}}{{#if @root.on}}!{{/if}}</mj-preview>",
          ),
        ),
    ],
    [1, () => oneText("")],
  );
}

const headPart = rule((place) =>
  oneOf(
    [3, () => made("mj-attributes", write`<mj-attributes>${some(defaults(place), 1, 2)}</mj-attributes>`)],
    [6, () => made("mj-style", write`<mj-style>\n${sheet(place, 0)}</mj-style>`)],
    [1, () => made("inline mj-style", write`<mj-style inline="inline">\n${inlinedRules(place)}</mj-style>`)],
    [1, () => made("mj-font", oneText('<mj-font name="Lato" href="https://fonts.example/css?family=Lato" />'))],
    [1, () => made("mj-breakpoint", oneText('<mj-breakpoint width="320px" />'))],
    [place.fixed ? 6 : 0, () => made("mj-html-attributes", oneText(REPARSED))],
  ),
);

export const REPARSED =
  '<mj-html-attributes><mj-selector path=".k1"><mj-html-attribute name="data-id">42</mj-html-attribute></mj-selector></mj-html-attributes>';

function defaults(place: Place): Writing {
  const root = anywhere(place);
  return oneOf(
    [
      2,
      () =>
        oneText(
          '<mj-all font-family="Arial" />',
          '<mj-text padding="3px" color="#abc" />',
          '<mj-section padding="0" />',
        ),
    ],
    [
      2,
      () => made("mj-class", oneText('<mj-class name="c1" color="green" />', '<mj-class name="c2" padding="7px" />')),
    ],
    [1, () => made("value as a default", write`<mj-text color="${color(root, 0)}" />`)],
    [
      1,
      () =>
        made(
          "mj-class",
          made("value as a default", write`<mj-class name="c1" container-background-color="${color(root, 0)}" />`),
        ),
    ],
    [1, () => made("value as a default", write`<mj-button title="${attributeText(root, 0)}" />`)],
    [
      place.planted && !place.fixed ? 1 : 0,
      () => write`<mj-text font-size="${forbidden("value in a unit attribute", "n", root)}px" />`,
    ],
  );
}

/** Rules that MJML inlines itself. */
function inlinedRules(place: Place): Writing {
  const literal = { ...place, fixed: true, planted: false };
  return oneOf(
    [
      3,
      () =>
        oneText(
          ".k1 { color: red }\n",
          "p { margin: 0 }\n",
          ".k2 td, h1 { font-size: 20px }\n",
          "td > p { padding: 0 }\n",
        ),
    ],
    [1, () => write`.k1 { background: ${color(literal, 0)} }\n`],
    [
      place.planted && !place.fixed ? 1 : 0,
      // Without a value, siblings are what they will be.
      () => write`${exactly("sibling rule inlined by MJML", "p + p")} { color: red }\n.k1 { color: {{@root.color}} }\n`,
    ],
  );
}
