import { anyAttribute } from "./attributes.js";
import { block, partial } from "./blocks.js";
import { components, text } from "./components.js";
import { type Place, path, rule, within } from "./place.js";
import { blockTag, color, condition, forbidden, photoPath } from "./values.js";
import { exactly, made, maybe, oneOf, oneText, some, type Writing, write } from "./words.js";

/** The content of a body, and of a wrapper. */
export const sections = rule((place, room) => some(section(place, room), 1, 2));

const section = rule((place, room) =>
  oneOf(
    [9, () => plainSection(place, room)],
    [room > 0 ? 2 : 0, () => wrapper(place, room)],
    [2, () => made("hero", hero(place, room))],
    [1, () => made("mj-raw", write`<mj-raw><div class="k1">${"raw"} <p>words</p></div></mj-raw>`)],
    [
      room > 0 && !place.fixed ? 5 : 0,
      () => made("block around sections", block({ place, room, body: sections, gap: "\n" })),
    ],
    [room > 0 && !place.fixed ? 1 : 0, () => made("block tags in mj-raw", inRaw(place, room))],
    [room > 0 && !place.fixed ? 2 : 0, () => partial({ place, room, body: sections })],
    [place.planted && !place.fixed ? 3 : 0, () => planted(place)],
  ),
);

function plainSection(place: Place, room: number): Writing {
  return made("section", write`<mj-section${sectionAttributes(place, 0)}>${columns(place, room)}</mj-section>\n`);
}

const sectionAttributes = rule((place) =>
  oneOf(
    [
      6,
      () =>
        oneText(
          "",
          ' css-class="k1"',
          ' padding="0"',
          ' direction="rtl"',
          ' text-align="left"',
          ' border="1px solid #abc"',
        ),
    ],
    [2, () => anyAttribute("mj-section", [], place)],
    [place.fixed ? 0 : 1, () => made("listed class", write` css-class="{{${path("kind", place).map((at) => [at])}}}"`)],
    [2, () => write` background-color="${color(place, 0)}"`],
    [1, () => made("full-width section", write` full-width="full-width" background-color="${color(place, 0)}"`)],
    [
      1,
      () =>
        made(
          "section with a picture",
          write` background-url="${photo(place)}" background-size="${oneText("cover", "100px", "auto")}"`,
        ),
    ],
    [
      1,
      () =>
        made(
          "section with a picture",
          write` full-width="full-width" background-url="${photo(place)}" background-repeat="no-repeat"`,
        ),
    ],
    [
      place.planted && !place.fixed ? 1 : 0,
      () => write` padding="${forbidden("value in a unit attribute", "n", place)}px"`,
    ],
    [place.planted && !place.fixed ? 1 : 0, () => write` border="${forbidden("value in a border", "word", place)}"`],
    [
      place.planted && !place.fixed ? 1 : 0,
      () => write` css-class="k1 ${forbidden("value in css-class", "slug", place)}"`,
    ],
  ),
);

function photo(place: Place): Writing {
  return oneOf(
    [1, () => oneText("https://x.example/bg.png")],
    [2, () => made("value as a whole URL", photoPath(place))],
  );
}

/** The content of a section. */
export const columns = rule((place, room) =>
  oneOf(
    [5, () => column(place, room)],
    [3, () => made("several columns", write`${column(place, room)}${column(place, 0)}`)],
    [1, () => made("group", write`<mj-group>${some(column(place, 0), 1, 2)}</mj-group>`)],
    [1, () => made("group", write`${column(place, 0)}<mj-group width="50%">${column(place, 0)}</mj-group>`)],
    [place.fixed ? 0 : 1, () => dynamicColumns(place)],
    [place.planted && !place.fixed ? 3 : 0, () => plantedColumns(place)],
  ),
);

/** Columns of which the data decides how many there are, or how wide. */
function dynamicColumns(place: Place): Writing {
  const asked = condition(place);
  const few = within(place, "record", "loop");
  return oneOf(
    [
      3,
      () =>
        made(
          "block around a column",
          write`${column(place, 0)}${asked.map((inner) => blockTag(`#if ${inner}`))}${column(place, 0)}{{/if}}`,
        ),
    ],
    [
      1,
      () =>
        made(
          "block around a column",
          write`<mj-group>${column(place, 0)}${asked.map((inner) => blockTag(`#unless ${inner}`))}${column(place, 0)}{{else}}${column(place, 0)}{{/unless}}</mj-group>`,
        ),
    ],
    [
      1,
      () =>
        made("loop of few columns", write`{{#each @root.items}}${column(few, 0)}{{else}}${column(place, 0)}{{/each}}`),
    ],
    [
      1,
      () =>
        made(
          "section around a column",
          write`{{#@root.items}}${column(few, 0)}{{else}}${column(place, 0)}{{/@root.items}}`,
        ),
    ],
    [1, () => made("section around a column", write`${column(place, 0)}{{^@root.on}}${column(place, 0)}{{/@root.on}}`)],
    [
      2,
      () =>
        made(
          "listed width",
          write`<mj-column width="{{${path("size", place).map((at) => [at])}}}">${components(place, 0)}</mj-column>${column(place, 0)}`,
        ),
    ],
  );
}

const column = rule((place, room) =>
  made("column", write`<mj-column${columnAttributes(place, 0)}>${components(place, room)}</mj-column>`),
);

const columnAttributes = rule((place) =>
  oneOf(
    [
      7,
      () =>
        oneText(
          "",
          ' width="200px"',
          ' width="60%"',
          ' css-class="k2"',
          ' padding="10px"',
          ' border="1px solid red"',
          ' vertical-align="middle"',
        ),
    ],
    [2, () => anyAttribute("mj-column", [], place)],
    [1, () => write` background-color="${color(place, 0)}"`],
    [1, () => write` inner-background-color="${color(place, 0)}" padding="2px"`],
  ),
);

function plantedColumns(place: Place): Writing {
  const plain = "<mj-column><mj-text>x</mj-text></mj-column>";
  return oneOf(
    [1, () => write`${exactly("loop of columns", "{{#each @root.tags}}")}${plain}{{/each}}`],
    [
      1,
      () =>
        write`<mj-column width="${forbidden("value in a unit attribute", "n", place)}px"><mj-text>x</mj-text></mj-column>`,
    ],
    [
      1,
      () =>
        write`<mj-column border="${forbidden("value in a border", "word", place)}"><mj-image src="https://x.example/i.png" /></mj-column>`,
    ],
  );
}

function wrapper(place: Place, room: number): Writing {
  const body = oneOf(
    [3, () => some(plainSection(place, room), 1, 2)],
    [
      place.fixed ? 0 : 2,
      () =>
        write`${plainSection(place, 0)}${exactly("block in a wrapper", "{{#if @root.on}}")}${plainSection(place, room - 1)}{{/if}}`,
    ],
  );
  return oneOf(
    [4, () => made("wrapper", write`<mj-wrapper${sectionAttributes(place, 0)}>${body}</mj-wrapper>`)],
    [
      1,
      () =>
        made("wrapper with a gap", write`<mj-wrapper gap="20px">${some(plainSection(place, room), 1, 2)}</mj-wrapper>`),
    ],
  );
}

const HERO = ["mode", "height", "background-url", "background-width", "background-height"];

function hero(place: Place, room: number): Writing {
  const mode = oneText(
    'height="100px"',
    'mode="fixed-height" height="120px" background-width="600px" background-height="120px"',
  );
  return write`<mj-hero ${mode} background-url="${photo(place)}"${maybe(3, anyAttribute("mj-hero", HERO, place))}>${components(place, room)}</mj-hero>`;
}

function inRaw(place: Place, room: number): Writing {
  return write`<mj-raw>{{#if @root.on}}</mj-raw>${sections(place, room - 1)}<mj-raw>{{/if}}</mj-raw>`;
}

function planted(place: Place): Writing {
  return oneOf(
    [
      1,
      () =>
        write`${exactly("component opened in a branch", "{{#if @root.on}}")}<mj-section>{{/if}}<mj-column>${text({ ...place, planted: false }, 0)}</mj-column>${exactly("component that was not opened", "</mj-section>")}`,
    ],
    [1, () => forbidden("value between components", "name", place)],
    [1, () => write`${exactly("unknown component", "<mj-sektion")}></mj-sektion>`],
  );
}
