import { anyAttribute } from "./attributes.js";
import { block, partial } from "./blocks.js";
import { content, rows, someInline } from "./html.js";
import { type Place, path, type Rule, rule } from "./place.js";
import { attributeText, choice, color, forbidden, imageUrl, linkUrl, value } from "./values.js";
import { exactly, made, maybe, oneOf, oneText, some, type Writing, write } from "./words.js";

/** Components of a column. */
export const components = rule((place, room) => some(component(place, room), 1, 2));

const component = rule((place, room) =>
  oneOf(
    [9, () => text(place, room)],
    [
      3,
      () =>
        made(
          "mj-button",
          write`<mj-button href="${linkUrl(place, 0)}"${shared("mj-button", ["href", "background-color"], place)}${painted("background-color", place)}>${words(place)}</mj-button>`,
        ),
    ],
    [3, () => made("mj-image", image(place))],
    [
      1,
      () =>
        made(
          "mj-divider",
          write`<mj-divider${oneOf([2, () => write`${painted("border-color", place)}${boxed(place)}`], [1, () => anyAttribute("mj-divider", [], place)])} />`,
        ),
    ],
    [
      1,
      () =>
        made(
          "mj-spacer",
          write`<mj-spacer height="${oneText("20px", "5px")}"${painted("container-background-color", place)} />`,
        ),
    ],
    [3, () => made("mj-table", write`<mj-table${shared("mj-table", [], place)}>${rows(place, room)}</mj-table>`)],
    [2, () => made("mj-social", social(place, room))],
    [2, () => navbar(place, room)],
    [2, () => made("mj-accordion", accordion(place, room))],
    [place.inLoop ? 0 : 1, () => made("mj-carousel", carousel(place))],
    [1, () => made("mj-raw", write`<mj-raw><tr><td>${someInline(place, room)}</td></tr></mj-raw>`)],
    [
      room > 0 && !place.fixed ? 4 : 0,
      () => made("block around components", block({ place, room, body: components, gap: "\n" })),
    ],
    [room > 0 && !place.fixed ? 2 : 0, () => partial({ place, room, body: components })],
    [place.planted && !place.fixed ? 3 : 0, () => planted(place)],
  ),
);

export function text(place: Place, room: number): Writing {
  return made("mj-text", write`<mj-text${shared("mj-text", [], place)}>${content(place, room)}</mj-text>`);
}

/** Attributes that most components of a column have. */
const sharedRule = rule((place) =>
  oneOf(
    [
      6,
      () =>
        oneText(
          "",
          ' css-class="k1"',
          ' padding="5px"',
          ' mj-class="c1"',
          ' mj-class="c1 c2" css-class="k1 k2"',
          ' font-family="Lato, Arial"',
        ),
    ],
    [1, () => write` container-background-color="${color(place, 0)}"`],
    [1, () => write` color="${color(place, 0)}"`],
    [place.fixed ? 0 : 1, () => made("listed side", write` align="{{${path("side", place).map((at) => [at])}}}"`)],
    [
      place.fixed ? 0 : 1,
      () => made("block in a font", write` font-family="${choice(place, oneText("Lato"), oneText("Arial"))}, serif"`),
    ],
    [place.planted && !place.fixed ? 1 : 0, () => plantedAttribute(place)],
  ),
);

function shared(component: string, written: readonly string[], place: Place): Writing {
  return oneOf([5, () => sharedRule(place, 0)], [1, () => anyAttribute(component, written, place)]);
}

/** Now and then any attribute of a component. */
function sometimesAny(component: string, written: readonly string[], place: Place): Writing {
  return maybe(4, anyAttribute(component, written, place));
}

function plantedAttribute(place: Place): Writing {
  return oneOf(
    [2, () => write` padding="${forbidden("value in a unit attribute", "n", place)}px"`],
    [1, () => write` align="${forbidden("value in an enum attribute", "slug", place)}"`],
    [1, () => write` mj-class="c1 ${forbidden("value in mj-class", "slug", place)}"`],
    [1, () => write` css-class="${forbidden("value in css-class", "slug", place)}"`],
    [1, () => write` font-family="${forbidden("value in font-family", "slug", place)}, Arial"`],
    [1, () => write` container-background-color="#${forbidden("part of a colour", "slug", place)}"`],
  );
}

function painted(attribute: string, place: Place): Writing {
  return maybe(3, write` ${attribute}="${color(place, 0)}"`);
}

function boxed(place: Place): Writing {
  return oneOf(
    [3, () => oneText("", ' padding="0"', ' css-class="k2"')],
    [1, () => painted("container-background-color", place)],
  );
}

/** The content of a component that must not be empty. */
function words(place: Place): Writing {
  return oneOf(
    [2, () => oneText("Go on", "a <b>b</b>")],
    [2, () => write`Go ${made("value in text", value(place, 0))}`],
    [place.fixed ? 0 : 1, () => made("block in a line", choice(place, write`A ${value(place, 0)}`, oneText("B")))],
  );
}

function image(place: Place): Writing {
  return write`<mj-image src="${imageUrl(place, 0)}"${oneOf(
    [
      3,
      () =>
        oneText(
          ' alt="x"',
          ' width="100px"',
          ' fluid-on-mobile="true"',
          "",
          ' css-class="k1"',
          ' border="1px solid red"',
        ),
    ],
    [1, () => write` alt="${attributeText(place, 0)}"`],
    [1, () => write` href="${linkUrl(place, 0)}" title="${attributeText(place, 0)}"`],
    [1, () => painted("container-background-color", place)],
    [3, () => anyAttribute("mj-image", ["src"], place)],
    [
      place.planted && !place.fixed ? 1 : 0,
      () => write` width="${forbidden("value in a unit attribute", "n", place)}px"`,
    ],
    [
      place.planted && !place.fixed ? 1 : 0,
      () => write` target="${forbidden("value in a link's target", "slug", place)}"`,
    ],
  )} />`;
}

function social(place: Place, room: number): Writing {
  return write`<mj-social mode="${oneText("horizontal", "vertical")}"${sometimesAny("mj-social", ["mode"], place)}>${children(socialElement, place, room)}</mj-social>`;
}

const socialElement = rule((place) =>
  oneOf(
    [
      2,
      () =>
        write`<mj-social-element name="${oneText("github", "facebook-noshare")}" href="${linkUrl(place, 0)}"${sometimesAny("mj-social-element", ["name", "href"], place)}>${words(place)}</mj-social-element>`,
    ],
    // The address becomes a parameter of another one.
    [
      1,
      () =>
        write`<mj-social-element name="x" href="${linkUrl({ ...place, planted: false }, 0)}">${words(place)}</mj-social-element>`,
    ],
  ),
);

function children(child: Rule, place: Place, room: number): Writing {
  const around = { place, room, body: child, gap: "\n" };
  return some(
    oneOf(
      [3, () => child(place, 0)],
      [room > 0 && !place.fixed ? 1 : 0, () => made("block in a social, navbar or accordion", block(around))],
    ),
    1,
    2,
  );
}

function navbar(place: Place, room: number): Writing {
  const links = children(navbarLink, place, room);
  const inLoop = write`${exactly("loop around a navbar", "<mj-navbar")}>${links}</mj-navbar>`;
  return oneOf(
    [
      3,
      () =>
        made(
          "mj-navbar",
          place.inLoop
            ? inLoop
            : write`<mj-navbar${sometimesAny("mj-navbar", ["hamburger", "base-url"], place)}>${links}</mj-navbar>`,
        ),
    ],
    [
      place.inLoop ? 0 : 1,
      () =>
        made(
          "hamburger navbar",
          write`<mj-navbar hamburger="hamburger"${sometimesAny("mj-navbar", ["hamburger", "base-url"], place)}>${links}</mj-navbar>`,
        ),
    ],
  );
}

const navbarLink = rule(
  (place) =>
    write`<mj-navbar-link href="${linkUrl(place, 0)}"${sometimesAny("mj-navbar-link", ["href"], place)}>${words(place)}</mj-navbar-link>`,
);

function accordion(place: Place, room: number): Writing {
  return write`<mj-accordion${sometimesAny("mj-accordion", [], place)}>${children(accordionElement, place, room)}</mj-accordion>`;
}

const accordionElement = rule(
  (place) =>
    write`<mj-accordion-element${sometimesAny("mj-accordion-element", [], place)}><mj-accordion-title${sometimesAny("mj-accordion-title", [], place)}>${words(place)}</mj-accordion-title><mj-accordion-text${sometimesAny("mj-accordion-text", [], place)}>${words(place)}</mj-accordion-text></mj-accordion-element>`,
);

/** MJML gives all carousels the colour of the last one, so that a block around one of several is refused. */
const SHARED_BY_CAROUSELS = ["tb-hover-border-color"];

function carousel(place: Place): Writing {
  const picture = write`<mj-carousel-image src="${imageUrl(place, 0)}" alt="${attributeText(place, 0)}"${sometimesAny("mj-carousel-image", ["src", "alt"], place)} />`;
  return write`<mj-carousel${sometimesAny("mj-carousel", SHARED_BY_CAROUSELS, place)}>${some(picture, 1, 3)}</mj-carousel>`;
}

/** Components that are to be refused. */
function planted(place: Place): Writing {
  const picture = '<mj-carousel-image src="https://x.example/1.png" />';
  return oneOf(
    [
      1,
      () =>
        write`<mj-social><mj-social-element name="${forbidden("value in a social name", "slug", place)}" href="/x">x</mj-social-element></mj-social>`,
    ],
    [
      1,
      () =>
        write`<mj-social><mj-social-element name="github">${forbidden("content that may be empty", "note", place)}</mj-social-element></mj-social>`,
    ],
    [
      place.inLoop ? 0 : 1,
      () =>
        write`<mj-carousel>${picture}${exactly("block around a carousel image", "{{#if @root.on}}")}${picture}{{/if}}</mj-carousel>`,
    ],
    [place.inLoop ? 2 : 0, () => write`${exactly("loop around a carousel", "<mj-carousel")}>${picture}</mj-carousel>`],
    [
      place.inLoop ? 2 : 0,
      () =>
        write`${exactly("loop around a hamburger navbar", "<mj-navbar")} hamburger="hamburger"><mj-navbar-link href="/x">x</mj-navbar-link></mj-navbar>`,
    ],
    [1, () => forbidden("value between components", "name", place)],
    [1, () => write`${exactly("text between components", "stray words")}`],
    [1, () => write`${exactly("unknown component", "<mj-txt")}>x</mj-txt>`],
    [1, () => write`<mj-divider ${exactly("unknown attribute", 'colour="red"')} />`],
  );
}
