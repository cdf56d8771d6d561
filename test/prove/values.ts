import fc from "fast-check";
import { type Place, path, rule } from "./place.js";
import { exactly, made, oneOf, oneText, type Words, type Writing, write } from "./words.js";

/** `{{name}}`, or a literal text where there are to be no expressions. */
function tag(inner: fc.Arbitrary<string>, place: Place, literal: string): Writing {
  return place.fixed ? oneText(literal) : inner.map((text) => [`{{${text}}}`]);
}

/** With or without white-space control; in CSS that could join words. */
function stripped(inner: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(inner, STRIPS).map(([text, strip]) => strip(text));
}

const STRIPS = fc.oneof(
  { weight: 12, arbitrary: fc.constant((text: string) => text) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      (text: string) => `~${text}`,
      (text: string) => `${text}~`,
    ),
  },
);

function field(names: readonly string[], place: Place): fc.Arbitrary<string> {
  return fc.constantFrom(...names).chain((name) => path(name, place));
}

/** A text of the data, in the words of the language. */
export const value = rule((place) =>
  oneOf(
    [20, () => tag(stripped(textPath(place)), place, "some text")],
    [place.fixed ? 0 : 3, () => made("helper", tag(helperCall(place), place, ""))],
    [place.planted ? 1 : 0, () => planted(place)],
  ),
);

function planted(place: Place): Writing {
  return oneOf(
    [3, () => path("name", place).map((name) => exactly("unknown helper", `{{uppper ${name}}}`))],
    [1, () => write`{{${exactly("unknown theme value", "@theme.nothing")}}}`],
  );
}

function textPath(place: Place): fc.Arbitrary<string> {
  const paths = [field(["name", "note", "n"], place)];
  if (place.scope === "scalar") paths.unshift(fc.constant("this"));
  if (place.hasIndex) paths.push(fc.constant("@index"));
  return fc.oneof(...paths);
}

function helperCall(place: Place): fc.Arbitrary<string> {
  const [name, n, nick, day] = ["name", "n", "nick", "day"].map((each) => path(each, place));
  return fc.oneof(
    fc.constantFrom("upper", "lower", "capitalize").chain((helper) => (name ?? NOTHING).map((at) => `${helper} ${at}`)),
    (name ?? NOTHING).map((at) => `truncate ${at} 4`),
    (nick ?? NOTHING).map((at) => `fallback ${at} "there"`),
    (n ?? NOTHING).map((at) => `plural ${at} one="1 item" other="# items"`),
    (n ?? NOTHING).map((at) => `currency ${at} "EUR"`),
    (day ?? NOTHING).map((at) => `date ${at}`),
    (nick ?? NOTHING).map((at) => `upper (fallback ${at} "you")`),
  );
}

const NOTHING = fc.constant("@root.name");

/** What a condition asks for. */
export function condition(place: Place): fc.Arbitrary<string> {
  const asked = field(["on", "on", "name", "n", "tags", "nick"], place);
  const called = fc.oneof(
    field(["n", "name"], place).map((at) => `(eq ${at} 0)`),
    asked.map((at) => `(and ${at} @root.on)`),
    asked.map((at) => `(not ${at})`),
  );
  return fc.oneof(
    { weight: 8, arbitrary: asked },
    { weight: 1, arbitrary: called },
    { weight: 1, arbitrary: place.hasIndex ? fc.constantFrom("@first", "@last") : asked },
  );
}

/** A tag that opens a block. */
export function blockTag(inner: string): Words {
  return inner.includes("(") ? [{ construct: "subexpression" }, `{{${inner}}}`] : [`{{${inner}}}`];
}

/** A choice between two writings inside of an attribute or a style. */
export function choice(place: Place, one: Writing, other: Writing): Writing {
  return write`${condition(place).map((asked) => blockTag(`#if ${asked}`))}${one}{{else}}${other}{{/if}}`;
}

/** Text of an attribute such as `title`; never nothing at all. */
export const attributeText = rule((place) =>
  oneOf(
    [4, () => oneText("a title", "a &amp; b", "ü 中", "it's")],
    [4, () => made("value in an attribute", write`A ${value(place, 0)}`)],
    [
      place.fixed ? 0 : 2,
      () => made("block in an attribute", choice(place, write`A ${value(place, 0)}`, oneText("B"))),
    ],
  ),
);

/** The content of `href`. */
export const linkUrl = rule((place) =>
  oneOf(
    [4, () => oneText("https://x.example/", "https://x.example/?a=1&amp;b=2", "#top", "mailto:a@b.example", "/x")],
    [4, () => made("value as a whole URL", tag(path("url", place), place, "https://x.example/u"))],
    [4, () => made("value as a part of a URL", partOfUrl(place))],
    [place.fixed ? 0 : 2, () => made("block in a URL", urlChoice(place))],
    [1, () => made("value in an address", write`mailto:${tag(path("email", place), place, "a@b.example")}`)],
    [1, () => made("value in an address", write`tel:${tag(path("phone", place), place, "0123")}`)],
    [place.planted ? 2 : 0, () => plantedUrl(place)],
  ),
);

function partOfUrl(place: Place): Writing {
  const slug = tag(path("slug", place), place, "slug");
  return oneOf(
    [1, () => write`https://x.example/a/${slug}`],
    [1, () => write`https://x.example/${slug}/b?c=${slug}&amp;d=${slug}#${slug}`],
    [1, () => write`https://x.example/?q=${slug}&r=1`],
    [1, () => write`${made("theme value", tag(fc.constant("@theme.home"), place, "https://home.example"))}/${slug}`],
  );
}

function urlChoice(place: Place): Writing {
  const slug = tag(path("slug", place), place, "slug");
  return oneOf(
    [1, () => choice(place, tag(path("url", place), place, ""), oneText("https://x.example/"))],
    [1, () => write`https://x.example/${choice(place, oneText("a"), oneText("b/c"))}?q=${slug}`],
  );
}

function plantedUrl(place: Place): Writing {
  const [url, slug] = [path("url", place), path("slug", place)];
  return oneOf(
    [1, () => write`https://${slug.map((at) => exactly("value in a host", `{{${at}}}`))}.example/`],
    [
      1,
      () =>
        write`${tag(url, { ...place, planted: false }, "")}${slug.map((at) => exactly("value after a whole URL", `{{${at}}}`))}`,
    ],
    [
      1,
      () =>
        write`{{#if @root.on}}{{@root.url}}{{else}}https://x.example/?q={{/if}}${slug.map((at) => exactly("URL of two kinds", `{{${at}}}`))}`,
    ],
  );
}

/** The content of `src`. */
export const imageUrl = rule((place) =>
  oneOf(
    [3, () => oneText("https://x.example/i.png", "https://x.example/i?a=1&amp;b=2")],
    [3, () => made("value as a whole URL", tag(path("photo", place), place, "https://x.example/p.png"))],
    [2, () => made("value as a part of a URL", write`https://x.example/${tag(path("slug", place), place, "s")}.png`)],
  ),
);

/** A colour as MJML and HTML attributes take it. */
export const color = rule((place) =>
  oneOf(
    [4, () => oneText("#abcdef", "#abc", "red", "rgb(1,2,3)")],
    [3, () => made("value as a colour", tag(path("color", place), place, "#123456"))],
    [place.fixed ? 0 : 2, () => made("block in a colour", choice(place, oneText("#abc", "red"), colorPath(place)))],
    [
      place.planted && !place.fixed ? 1 : 0,
      () => write`#${path("color", place).map((at) => exactly("part of a colour", `{{${at}}}`))}`,
    ],
  ),
);

export function colorPath(place: Place): Writing {
  return tag(path("color", place), place, "#123456");
}

export function numberPath(place: Place): Writing {
  return tag(path("n", place), place, "12");
}

export function languagePath(place: Place): Writing {
  return tag(path("lang", place), place, "en");
}

export function photoPath(place: Place): Writing {
  return tag(path("photo", place), place, "https://x.example/p.png");
}

/** A picture for style sheets, in which the reference would escape `&` and `=` as in HTML. */
export function tilePath(place: Place): Writing {
  return tag(path("tile", place), place, "https://x.example/t.png");
}

/** A `{{path}}` that stands where nothing may: the construct says where. */
export function forbidden(construct: Parameters<typeof exactly>[0], name: string, place: Place): Writing {
  return path(name, place).map((at) => exactly(construct, `{{${at}}}`));
}
