import fc from "fast-check";
import { columns, sections } from "./bodies.js";
import { components } from "./components.js";
import { head, REPARSED } from "./head.js";
import { content } from "./html.js";
import type { Place } from "./place.js";
import { settle, type Template } from "./settle.js";
import { value } from "./values.js";
import { exactly, made, oneOf, oneText, type Words, type Writing, write } from "./words.js";

const ROOT: Place = {
  scope: "root",
  hasOuter: false,
  inLoop: false,
  hasIndex: false,
  hasItem: false,
  inPre: false,
  inPartial: false,
  planted: false,
  fixed: false,
};

/** How deep blocks and elements are nested. */
const ROOM = 2;

/** Whole templates: most are to compile, some have constructs that are to be refused, some have no expressions. */
export const TEMPLATE: fc.Arbitrary<Template> = fc.oneof(
  { withCrossShrink: true },
  { weight: 70, arbitrary: templateAt(ROOT) },
  { weight: 25, arbitrary: templateAt({ ...ROOT, planted: true }) },
  { weight: 5, arbitrary: templateAt({ ...ROOT, fixed: true }) },
  { weight: 1, arbitrary: reparsed({ ...ROOT, fixed: true }) },
);

function templateAt(place: Place): fc.Arbitrary<Template> {
  return fc.oneof(
    { withCrossShrink: true },
    { weight: 6, arbitrary: whole(place) },
    { weight: 3, arbitrary: withLayout(place) },
    { weight: 2, arbitrary: withContent(place) },
  );
}

type Files = Readonly<Record<string, Words>>;

function template(files: fc.Arbitrary<Files>): fc.Arbitrary<Template> {
  return files.map((words) => settle(words));
}

/** The subject and the preheader. */
function front(place: Place): Writing {
  const line = value({ ...place, planted: false }, 0);
  return oneOf(
    [2, () => oneText("subject: Hello\n")],
    [3, () => made("value in the subject", write`subject: S ${line}!\n`)],
    [
      1,
      () =>
        made(
          "value in the preheader",
          write`subject: {{#if on}}A{{else}}B ${made("theme value", oneText("{{@theme.brand}}"))}{{/if}}\npreheader: P ${line}\n`,
        ),
    ],
  );
}

function document(place: Place, body: Writing): Writing {
  return write`<mjml${oneText("", ' lang="en"', ' dir="rtl"')}>\n<mj-head>${head(place, 0)}</mj-head>\n<mj-body${oneText("", ' width="500px"', ' background-color="#eee"')}>\n${body}</mj-body></mjml>\n`;
}

function whole(place: Place): fc.Arbitrary<Template> {
  const file = write`---\n${front(place)}---\n${document(place, sections(place, ROOM))}`;
  return template(file.map((words) => ({ "t/email.mjml": words })));
}

/** The layout of a template, with the place of its content. */
function withLayout(place: Place): fc.Arbitrary<Template> {
  const slot = "{{{@content}}}";
  const inner = sections(place, 1);
  const own = (body: Writing, layout = "base"): Writing => write`---\n${front(place)}layout: ${layout}\n---\n${body}\n`;
  const inBody = made("content in the body", write`${inner}${slot}`);
  const inSection = made("content in a section", write`<mj-section>${slot}</mj-section>${inner}`);
  const inColumn = made(
    "content in a column",
    write`<mj-section><mj-column>${slot}<mj-text>f</mj-text></mj-column></mj-section>`,
  );
  const asLayout = (body: Writing): Writing => made("layout", document(place, body));
  const files = (body: Writing, layout: Writing): fc.Arbitrary<Files> =>
    fc.tuple(body, layout).map(([email, base]) => ({ "t/email.mjml": email, "layouts/base.mjml": base }));
  const nested = made("layout in a layout", write`---\nlayout: base\n---\n<mj-wrapper>${slot}</mj-wrapper>`);
  return fc.oneof(
    { withCrossShrink: true },
    template(files(own(sections(place, ROOM)), asLayout(inBody))),
    template(files(own(columns(place, ROOM)), asLayout(inSection))),
    template(files(own(components(place, ROOM)), asLayout(inColumn))),
    template(
      fc.tuple(own(plain(place), "inner"), nested, asLayout(inBody)).map(([email, middle, base]) => ({
        "t/email.mjml": email,
        "layouts/inner.mjml": middle,
        "layouts/base.mjml": base,
      })),
    ),
  );
}

function plain(place: Place): Writing {
  return write`<mj-section>${columns(place, ROOM - 1)}</mj-section>`;
}

/** A template with one expression, and with `mj-html-attributes`, for which MJML reads all of it again. */
function reparsed(place: Place): fc.Arbitrary<Template> {
  const hole = exactly("first hole of reparsed HTML", "{{@root.name}}");
  const body = write`<mj-section><mj-column><mj-text>${hole}</mj-text></mj-column></mj-section>${sections(place, 1)}`;
  const file = write`---\nsubject: S\n---\n<mjml><mj-head>${REPARSED}</mj-head><mj-body>${body}</mj-body></mjml>`;
  return template(file.map((words) => ({ "t/email.mjml": words })));
}

/** A template with a place for the message's own content, which comes with the request. */
function withContent(place: Place): fc.Arbitrary<Template> {
  const slot = write`<mj-section><mj-column><mj-text>${made("content in text", oneText("{{{@content}}}", "a {{{@content}}} b"))}</mj-text></mj-column></mj-section>`;
  const file = write`---\n${front(place)}---\n${document(place, write`${slot}${sections(place, 1)}`)}`;
  const given = made("content of the message", content(place, ROOM));
  return fc.tuple(file, given).map(([email, words]) => settle({ "t/email.mjml": email }, words));
}
