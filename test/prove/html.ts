import { block, partial } from "./blocks.js";
import { type Place, path, rule } from "./place.js";
import { inlineStyle } from "./styles.js";
import { attributeText, forbidden, imageUrl, languagePath, linkUrl, numberPath, value } from "./values.js";
import { exactly, made, maybe, oneOf, oneText, some, type Words, type Writing, write } from "./words.js";

/** What stands in a line of text. */
export const inline = rule((place, room) =>
  place.inPre && place.inPartial && !place.fixed ? preformattedInPartial(place) : anyInline(place, room),
);

/** Whether the partial is indented shows only where it is called. */
function preformattedInPartial(place: Place): Writing {
  return oneOf(
    [1, () => oneText("words", "two\n words", "<b>x</b>\n")],
    [1, () => forbidden("preformatted value in a partial", "name", place)],
  );
}

const anyInline = rule((place, room) =>
  oneOf(
    [
      8,
      () => oneText("words", "Hi there", "a &amp; b ", " &nbsp;x", "é👍 ", "<br>", "{{! a note }}", "<!-- a note -->"),
    ],
    [10, () => made("value in text", value(place, 0))],
    [room > 0 ? 3 : 0, () => formatted(place, room)],
    [room > 0 ? 3 : 0, () => link(place, room)],
    [2, () => image(place)],
    [room > 0 && !place.fixed ? 5 : 0, () => made("block in a line", block({ place, room, body: someInline }))],
    [room > 0 && !place.fixed ? 1 : 0, () => partial({ place, room, body: someInline })],
    [place.inPre && !place.planted ? 0 : 1, () => made("conditional comment", forOutlook(place))],
    [place.planted && !place.fixed ? 3 : 0, () => planted(place)],
  ),
);

export const someInline = rule((place, room) => some(inline(place, room), 1, 2));

function formatted(place: Place, room: number): Writing {
  const content = someInline(place, room - 1);
  return oneOf(
    [2, () => write`<b>${content}</b>`],
    [2, () => write`<span${attributes(place)}>${content}</span>`],
    [1, () => write`<i>${content}</i> <u>u</u>`],
    [1, () => write`<span lang="${languagePath(place)}" title="${attributeText(place, 0)}">${content}</span>`],
    [1, () => write`<font color="#abc" size="2">${content}</font>`],
  );
}

function link(place: Place, room: number): Writing {
  return made("link", write`<a href="${linkUrl(place, 0)}"${attributes(place)}>${someInline(place, room - 1)}</a>`);
}

function image(place: Place): Writing {
  const size = oneOf([2, () => oneText("")], [1, () => write` width="${numberPath(place)}"`]);
  return made("image", write`<img src="${imageUrl(place, 0)}" alt="${attributeText(place, 0)}"${size}>`);
}

function forOutlook(place: Place): Writing {
  if (place.inPre && !place.fixed)
    return write`<!--[if mso]>a ${forbidden("preformatted value for Outlook", "name", place)}<![endif]-->`;
  return oneOf(
    [
      1,
      () => oneText("<!--[if mso]><i>only here</i><![endif]-->", "<!--[if !mso]><!--><i>not there</i><!--<![endif]-->"),
    ],
    [1, () => write`<!--[if mso]><i>${made("value for Outlook", value(place, 0))}</i><![endif]-->`],
    [1, () => write`<!--[if !mso]><!--><i>a ${made("value for Outlook", value(place, 0))}</i><!--<![endif]-->`],
  );
}

/** Class, id and style of an HTML element, or nothing. */
const attributes = rule((place) =>
  oneOf(
    [5, () => oneText("", ' class="k1"', " class='k2 k1'", ' id="one"')],
    [4, () => write` style="${inlineStyle(place, 0)}"`],
    [1, () => write` class="k2" style="${inlineStyle(place, 0)}"`],
    [place.planted && !place.fixed ? 1 : 0, () => write` class="k1 ${forbidden("value in class", "slug", place)}"`],
    [place.planted && !place.fixed ? 1 : 0, () => write` id="${forbidden("value in id", "slug", place)}"`],
  ),
) as (place: Place, room?: number) => Writing;

/** Inline content that is to be refused. */
function planted(place: Place): Writing {
  const name = (construct: Parameters<typeof forbidden>[0]) => forbidden(construct, "name", place);
  return oneOf(
    [1, () => write`<i title=${name("value without quotes")}>x</i>`],
    [1, () => write`<i onclick="${name("value in an event handler")}">x</i>`],
    [1, () => write`<img src="https://x.example/i.png" srcset="${name("value in srcset")} 2x" alt="">`],
    [1, () => write`<script>var x = "${name("value in a script")}";</script>`],
    [1, () => write`<!-- ${name("value in a comment")} -->`],
    [1, () => path("slug", place).map((at) => namedBy(exactly("value as a tag", `{{${at}}}`)))],
    [1, () => write`<i ${name("value as an attribute name")}="y">x</i>`],
    [1, () => write`${exactly("unknown partial", "{{> nowhere}}")}`],
    [1, () => write`${exactly("unclosed element in a branch", "{{#if @root.on}}")}<b>{{/if}}x</b>`],
  );
}

function namedBy(name: Words): Words {
  return ["<", ...name, ">x</", ...name, ">"];
}

/** Blocks of HTML. */
const flow = rule((place, room) =>
  oneOf(
    [4, () => made("paragraphs", write`<p${attributes(place)}>${someInline(place, room)}</p>`)],
    [1, () => made("paragraphs", write`<div${attributes(place)}><p class="k1">a</p>${someInline(place, room)}</div>`)],
    [3, () => made("headings", write`<h1${attributes(place)}>${someInline(place, room)}</h1><h3>More</h3>`)],
    [room > 0 ? 3 : 0, () => made("list", write`<ul${attributes(place)}>${items(place, room)}</ul>`)],
    [room > 0 ? 2 : 0, () => made("numbered list", write`<ol${oneText("", ' start="9"')}>${items(place, room)}</ol>`)],
    [room > 0 ? 3 : 0, () => write`<table${attributes(place)}>${rows(place, room)}</table>`],
    [room > 0 ? 1 : 0, () => made("layout table", write`<table role="presentation">${rows(place, room)}</table>`)],
    [1, () => made("quote", write`<blockquote>${someInline(place, room)}</blockquote>`)],
    [1, () => made("preformatted", write`<pre>\n  ${someInline({ ...place, inPre: true }, room)}\n  x </pre>`)],
    [1, () => oneText("<hr>")],
    [
      room > 0 && !place.fixed ? 4 : 0,
      () => made("block around HTML", block({ place, room, body: someFlow, gap: "\n" })),
    ],
    [room > 0 && !place.fixed ? 2 : 0, () => partial({ place, room, body: someFlow })],
  ),
);

export const someFlow = rule((place, room) => some(flow(place, room), 1, 2));

/** The content of an `mj-text`. */
export const content = rule((place, room) =>
  oneOf([3, () => someInline(place, room)], [4, () => write`\n  ${someFlow(place, room)}\n`]),
);

const items = rule((place, room) => some(item(place, room), 1, 2));

const item = rule((place, room) =>
  oneOf(
    [4, () => write`<li>${someInline(place, room - 1)}</li>`],
    [room > 1 ? 1 : 0, () => made("nested list", write`<li>a<ul>${items(place, room - 1)}</ul></li>`)],
    [room > 1 ? 1 : 0, () => made("nested list", write`<li><p>b</p><ol>${items(place, room - 1)}</ol></li>`)],
    [room > 1 && !place.fixed ? 3 : 0, () => made("block around list items", block({ place, room, body: items }))],
  ),
);

/** Rows of a table, with or without a header. */
export const rows = rule((place, room) =>
  oneOf(
    [4, () => made("table", someRows(place, room))],
    [
      2,
      () =>
        made(
          "table with a header",
          write`<thead><tr><th>H</th><th>${value(place, 0)}</th></tr></thead><tbody>${someRows(place, room)}</tbody>`,
        ),
    ],
    [1, () => made("table with a header", write`<tr><th>H</th><th>K</th></tr>${someRows(place, room)}`)],
  ),
);

const someRows = rule((place, room) => some(row(place, room), 1, 2));

const row = rule((place, room) =>
  oneOf(
    [4, () => write`<tr${attributes(place)}>${cells(place, room)}</tr>`],
    [
      room > 1 && !place.fixed ? 4 : 0,
      () => made("block around rows", block({ place, room, body: someRows, gap: "\n" })),
    ],
  ),
);

const cells = rule((place, room) => some(cell(place, room), 1, 2));

const cell = rule((place, room) =>
  oneOf(
    [5, () => write`<td${attributes(place)}>${someInline(place, room - 1)}</td>`],
    [
      1,
      () =>
        write`<td colspan="${oneText("2", "1")}" align="${oneText("left", "right")}" width="${numberPath(place)}">x</td>`,
    ],
    [room > 1 && !place.fixed ? 1 : 0, () => made("block around cells", block({ place, room, body: cells }))],
    [1, () => write`<td>${maybe(2, made("value in text", value(place, 0)))}</td>`],
  ),
);
