import { anywhere, type Place, rule } from "./place.js";
import { choice, colorPath, forbidden, numberPath, tilePath } from "./values.js";
import { exactly, made, oneOf, oneText, some, type Writing, write } from "./words.js";

/** The content of a `style` attribute. */
export const inlineStyle = rule((place) =>
  oneOf(
    [4, () => oneText("color:red", "font-size:12px;margin:0", "padding : 1px 2px ;", "font-family:Arial, sans-serif")],
    [4, () => made("value in a style", valueStyle(place))],
    [place.fixed ? 0 : 2, () => made("block in a style value", choiceStyle(place))],
    [place.planted && !place.fixed ? 2 : 0, () => plantedStyle(place)],
  ),
);

function valueStyle(place: Place): Writing {
  return oneOf(
    [3, () => write`color:${colorPath(place)}`],
    [1, () => write`margin:0;font-size:${numberPath(place)}px; color: #123`],
    [1, () => write`border:1px solid ${colorPath(place)};padding:0 ${numberPath(place)}px`],
    [1, () => write`background:url(${tilePath(place)}) no-repeat`],
  );
}

function choiceStyle(place: Place): Writing {
  return oneOf(
    [2, () => write`color:${choice(place, colorPath(place), oneText("red", "rgb(1, 2, 3)"))}`],
    [1, () => write`margin:0;font-weight:${choice(place, oneText("bold"), oneText("normal"))};color:blue`],
    [1, () => made("block in a font", write`font-family:${choice(place, oneText("Lato"), oneText("Arial"))}, serif`)],
  );
}

function plantedStyle(place: Place): Writing {
  return oneOf(
    [1, () => write`display:${forbidden("value in display", "slug", place)}`],
    [1, () => write`font-family:${forbidden("value in font-family", "slug", place)}`],
    [1, () => write`${forbidden("value as a property", "slug", place)}:red`],
    [1, () => write`background:url(https://x.example/${forbidden("value in a CSS URL in part", "slug", place)})`],
    [1, () => write`color:red;${exactly("block around declarations", "{{#if @root.on}}")}margin:0{{/if}}`],
  );
}

/** Rules of the author. Values are written from the root, because a rule is copied to where it matches. */
export const sheet = rule((place) => some(sheetRule(place, 0), 1, 2));

const sheetRule = rule((place) =>
  oneOf(
    [4, () => made("class rule", write`.${oneText("k1", "k2", "k1.k2")} { ${declarations(place, 0)} }\n`)],
    [
      3,
      () =>
        made(
          "descendant rule",
          write`${oneText(".k1 p", ".k1 td", "div > p", ".k2 .k1", "td a", "ul li b")} { ${declarations(place, 0)} }\n`,
        ),
    ],
    [
      3,
      () =>
        made(
          "type rule",
          write`${oneText("p", "h1, h2, h3", "a", "td", "li", "p, .k1", "*")} { ${declarations(place, 0)} }\n`,
        ),
    ],
    [1, () => made("id rule", write`#one { ${declarations(place, 0)} }\n`)],
    [2, () => made("important rule", write`.k1 { color: green !important; ${declarations(place, 0)} }\n`)],
    [2, () => made("media rule", write`@media (max-width: 480px) { .k1, p { ${declarations(place, 0)} } }\n`)],
    [
      1,
      () =>
        made(
          "dark-mode rule",
          oneText(
            "@media (prefers-color-scheme: dark) { .k1 { color: #fff !important } }\n",
            ":root { color-scheme: light dark }\n",
          ),
        ),
    ],
    [
      1,
      () =>
        made(
          "client rule",
          oneText(
            "[data-ogsc] .k1 { color: white }\n",
            "u + .body .k1 { margin: 0 }\n",
            "#outlook a { padding: 0 }\n",
            "* [lang~='x'] { color: red }\n",
          ),
        ),
    ],
    [
      1,
      () =>
        made("pseudo rule", write`${oneText("a:hover", "p::before", ".k1:visited")} { ${declarations(place, 0)} }\n`),
    ],
    [
      1,
      () =>
        made(
          "sibling rule",
          write`${oneText("p:first-child", ".k1 + .k2", "li:nth-child(2)", "p ~ p", "[title='x']")} { ${declarations(place, 0)} }\n`,
        ),
    ],
    [
      1,
      () =>
        made(
          "supports rule",
          oneText(
            "@supports (display: grid) { .k1 { margin: 0 } }\n",
            "@font-face { font-family: X; src: url(https://x.example/f.woff) }\n",
          ),
        ),
    ],
    [1, () => made("custom property", oneText(":root { --c: red }\n", ".k1 { --c: red; color: var(--c) }\n"))],
    [1, () => oneText("/* a note */\n")],
    [place.planted && !place.fixed ? 1 : 0, () => plantedRule(place)],
  ),
);

const declarations = rule((place) =>
  oneOf(
    [4, () => oneText("color: red", "margin: 0; padding: 1px", "font-family: 'A B', serif", "background: #abc;")],
    [place.fixed ? 0 : 2, () => made("value in a style sheet", valueStyle(anywhere(place)))],
  ),
);

function plantedRule(place: Place): Writing {
  const root = anywhere(place);
  return oneOf(
    [1, () => write`.${forbidden("value as a selector", "slug", root)} { color: red }\n`],
    [1, () => write`.k1 { ${exactly("block in a style sheet", "{{#if @root.on}}")}color: red{{/if}} }\n`],
    [1, () => write`.k1 { color ${exactly("broken style sheet", "r")}ed }\n`],
  );
}
