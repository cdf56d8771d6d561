import { describe, expect, it } from "vitest";
import { differences } from "./compare.js";
import { renderReference } from "./reference.js";

/** The comparison on what MJML really writes: a section that was compiled but not rendered leaves its styles behind. */
const CUT = "<!-- cut -->";

async function mjml(body: string): Promise<string> {
  const head =
    "<mj-head><mj-font name='Acme' href='https://fonts.example/css?family=Acme' /><mj-style>.vip td { color: red } h1 { margin: 0 }</mj-style></mj-head>";
  const files = { "a/email.mjml": `<mjml>${head}<mj-body>${body}</mj-body></mjml>` };
  return (await renderReference({ files, request: { type: "email", template: "a" }, variables: {} })).html;
}

function section(...columns: readonly string[]): string {
  const content = columns.map((column) => `<mj-column>${column}</mj-column>`).join("");
  return `<mj-section>${content}</mj-section>`;
}

const RAW_CUT = `<mj-raw>${CUT}</mj-raw>`;
const TEXT = section("<mj-text><h1>Hello</h1></mj-text>");

/** The whole document without what stands between the two marks. */
async function withoutCut(cut: string, rest: string): Promise<string> {
  const [before = "", , after = ""] = (await mjml(`${TEXT}${RAW_CUT}${cut}${RAW_CUT}${rest}`)).split(CUT);
  return `${before}${CUT}${CUT}${after}`;
}

const NAVBAR = '<mj-navbar hamburger="hamburger"><mj-navbar-link href="/a">A</mj-navbar-link></mj-navbar>';
const CAROUSEL =
  '<mj-carousel><mj-carousel-image src="https://x/1.png" /><mj-carousel-image src="https://x/2.png" /></mj-carousel>';
const ACCORDION =
  "<mj-accordion><mj-accordion-element><mj-accordion-title>T</mj-accordion-title><mj-accordion-text>X</mj-accordion-text></mj-accordion-element></mj-accordion>";

const PARTS: readonly (readonly [name: string, cut: string])[] = [
  ["columns", section("<mj-text>a</mj-text>", "<mj-text>b</mj-text>", "<mj-text>c</mj-text>")],
  ["a navbar", section(NAVBAR)],
  ["a carousel", section(CAROUSEL)],
  ["an accordion", section(ACCORDION)],
  ["an image", section('<mj-image fluid-on-mobile="true" src="https://x/y.png" />')],
  ["a font", section('<mj-text font-family="Acme">a</mj-text>')],
  ["a wrapper", `<mj-wrapper css-class="vip" background-url="https://x/y.png">${TEXT}</mj-wrapper>`],
];

describe("differences of MJML documents", () => {
  it.each(PARTS)("allow what %s leave behind", async (_, cut) => {
    const rest = section("<mj-text>x</mj-text>", "<mj-text>y</mj-text>");
    const reference = await mjml(`${TEXT}${RAW_CUT}${RAW_CUT}${rest}`);
    expect(
      differences(await withoutCut(cut, rest), reference.replaceAll(/(<!-- cut -->)\s*(<!-- cut -->)/g, "$1$2")),
    ).toEqual([]);
  });

  it.each(PARTS)("allow %s to have random ids", async (_, part) => {
    expect(differences(await mjml(TEXT + part + part), await mjml(TEXT + part + part))).toEqual([]);
  });

  it.each(PARTS)("report that %s are missing", async (_, part) => {
    expect(differences(await mjml(TEXT + TEXT), await mjml(TEXT + TEXT + part))).not.toEqual([]);
  });

  it("report a column that keeps the width it had beside another", async () => {
    const html = await mjml(section("<mj-text>a</mj-text>"));
    const kept = html.replaceAll("mj-column-per-100", "mj-column-per-50").replaceAll("{ width:100%", "{ width:50%");
    expect(differences(kept, html).join("\n")).toMatch(/standard: .*div.*class.*\n(?:.*\n)*outlook: .*div.*class/);
    expect(differences(html.replaceAll("width:600px", "width:300px"), html).join("\n")).toMatch(/outlook: .*td.*style/);
  });

  it("report a media rule in use that changes", async () => {
    const html = await mjml(section("<mj-text>a</mj-text>"));
    const found = differences(html.replace("max-width: 100%", "max-width: 50%"), html);
    expect(found[0]).toMatch(/^standard: html\[1\]>head\[1\]>style\[\d\]>#rule\[1\]/);
    expect(differences(html.replace(".moz-text-html .mj-column", ".mj-column"), html)).not.toEqual([]);
  });
});
