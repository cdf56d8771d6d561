import { measureSlow, type Spread } from "../measure.js";
import { platen } from "../package-under-test.js";

const SIZES = [10, 20, 40, 80];
const RUNS = 6;

/** Measures how compile time grows with the document, by its number of sections. */
export async function measureGrowth(): Promise<Readonly<Record<number, Spread>>> {
  const spreads: Record<number, Spread> = {};
  for (const size of SIZES) {
    const request = { type: "email", subject: "s", content: documentOf(size) } as const;
    spreads[size] = await measureSlow(RUNS, async () => {
      await platen.createRenderer({ trust: "trusted" }).compile(request);
    });
  }
  return spreads;
}

function documentOf(size: number): string {
  const sections = Array.from({ length: size }, (_, index) => sectionOf(index));
  const style = "<mj-style>.card p { color: red } h2 { margin: 0 }</mj-style>";
  return `<mjml><mj-head>${style}</mj-head><mj-body>${sections.join("")}</mj-body></mjml>`;
}

function sectionOf(index: number): string {
  const text = `<h2>{{title_${index}}}</h2><p>{{name}}, {{#if vip}}thank you{{else}}welcome{{/if}}.</p>`;
  const button = '<mj-button href="https://example.com/{{slug}}">Go</mj-button>';
  const picture = '<mj-image src="https://example.com/a.png" alt="{{name}}" />';
  return `<mj-section css-class="card"><mj-column width="60%"><mj-text>${text}</mj-text>${button}</mj-column><mj-column>${picture}</mj-column></mj-section>`;
}
