import fc from "fast-check";
import { inPartial, type Place, path, type Rule, within } from "./place.js";
import { blockTag, condition } from "./values.js";
import { type Choice, made, oneOf, oneText, type PartialCall, type Words, type Writing, write } from "./words.js";

/** What blocks are put around, and how much may still be nested in it. */
interface Around {
  readonly place: Place;
  readonly room: number;
  readonly body: Rule;
  /** Put on both sides of every block tag: line breaks where they mean nothing. */
  readonly gap?: string;
}

/** A block around a body, of any kind. */
export function block(around: Around): Writing {
  return oneOf(...blockChoices(around));
}

function blockChoices(around: Around): readonly Choice[] {
  const { place } = around;
  const isRoot = place.scope === "root";
  return [
    [6, () => made("if", conditional(around, "if"))],
    [2, () => made("unless", conditional(around, "unless"))],
    [2, () => made("else if", elseIf(around))],
    [5, () => made("each", loop(around))],
    [isRoot ? 2 : 0, () => made("each as", namedLoop(around))],
    [isRoot ? 2 : 0, () => made("with", scoped(around, "#with user", "/with", within(place, "record", "with")))],
    [
      isRoot ? 1 : 0,
      () => made("mustache section", scoped(around, "#user", "/user", within(place, "record", "section"))),
    ],
    [
      isRoot ? 1 : 0,
      () => made("mustache section", scoped(around, "#items", "/items", within(place, "record", "loop"))),
    ],
    [1, () => made("inverted section", inverted(around))],
  ];
}

function conditional(around: Around, keyword: "if" | "unless"): Writing {
  const asked = condition(around.place).map((text) => `#${keyword} ${text}`);
  return write`${tagged(asked, around)}${inside(around)}${otherwise(around)}${tagged(fc.constant(`/${keyword}`), around)}`;
}

function elseIf(around: Around): Writing {
  const [first, second] = ["#if", "else if"].map((word) => condition(around.place).map((text) => `${word} ${text}`));
  const [open, next] = [first, second].map((text) => tagged(text ?? END, around));
  return write`${open ?? []}${inside(around)}${next ?? []}${inside(around)}${otherwise(around)}${tagged(END, around)}`;
}

const END = fc.constant("/if");

function otherwise(around: Around): Writing {
  return oneOf(
    [2, () => oneText("")],
    [2, () => made("else", write`${tagged(fc.constant("else"), around)}${inside(around)}`)],
  );
}

function loop(around: Around): Writing {
  const { place } = around;
  const items = fc.constantFrom(place.scope === "root" ? "#each items" : "#each @root.items");
  const tags = path("tags", place).map((text) => `#each ${text}`);
  const prices = fc.constant("#each @root.prices");
  const end = tagged(fc.constant("/each"), around);
  const [record, scalar] = [within(place, "record", "loop"), within(place, "scalar", "loop")];
  return oneOf(
    [4, () => write`${tagged(items, around)}${inside(around, record)}${otherwise(around)}${end}`],
    [3, () => write`${tagged(tags, around)}${inside(around, scalar)}${otherwise(around)}${end}`],
    [1, () => write`${tagged(prices, around)}${inside(around, scalar)}${end}`],
  );
}

function namedLoop(around: Around): Writing {
  const { place } = around;
  const open = tagged(fc.constant("#each items as |item at|"), around);
  return write`${open}${inside(around, { ...within(place, "record", "loop"), hasItem: true })}${tagged(fc.constant("/each"), around)}`;
}

function scoped(around: Around, open: string, close: string, place: Place): Writing {
  const [begin, end] = [open, close].map((text) => tagged(fc.constant(text), around));
  return write`${begin ?? []}${inside(around, place)}${end ?? []}`;
}

function inverted(around: Around): Writing {
  const open = tagged(fc.constant("^@root.on"), around);
  return write`${open}${inside(around)}${tagged(fc.constant("/@root.on"), around)}`;
}

function inside({ body, place, room }: Around, inner: Place = place): Writing {
  return body(inner, room - 1);
}

/** A block tag, sometimes alone on its line or with white-space control. */
function tagged(inner: fc.Arbitrary<string>, { gap = "" }: Around): Writing {
  const form = fc.oneof(
    { weight: 10, arbitrary: fc.constant((text: string): Words => [gap, ...blockTag(text), gap]) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<(text: string) => Words>(
        (text) => [{ construct: "white-space control" }, `{{~${text}}}`],
        (text) => [{ construct: "white-space control" }, `{{${text}~}}`],
      ),
    },
    { weight: 2, arbitrary: fc.constant((text: string): Words => ["\n  ", ...blockTag(text), "\n"]) },
  );
  return fc.tuple(form, inner).map(([print, text]) => print(text));
}

/** A partial with the body, called in one of the ways that there are. */
export function partial({ place, room, body }: Around): Writing {
  const plain = body(inPartial(place), room - 1);
  const record = body({ ...inPartial(place), scope: "record" }, room - 1);
  return oneOf(
    [
      3,
      () =>
        made(
          "partial",
          called(plain, (name) => `{{> ${name}}}`),
        ),
    ],
    [
      1,
      () =>
        made(
          "partial",
          called(record, (name) => `\n  {{> ${name} @root.user}}\n`),
        ),
    ],
    [
      place.scope === "scalar" ? 0 : 1,
      () =>
        made(
          "partial with values",
          called(record, (name) => `{{> ${name} name="given" n=@root.n}}`),
        ),
    ],
    [1, () => made("partial block", partialBlock(plain, body(place, room - 1)))],
  );
}

function called(body: Writing, open: PartialCall["open"]): Writing {
  return body.map((words) => [{ partial: words, call: { open } }]);
}

function partialBlock(frame: Writing, body: Writing): Writing {
  return fc
    .tuple(frame, body)
    .map(([before, block]) => [
      { partial: [...before, "{{> @partial-block}}"], call: { open: (name) => `{{#> ${name}}}`, block } },
    ]);
}
