import { type Spread, spreadOf, timeOf } from "../measure.js";
import { platen } from "../package-under-test.js";

const SIZES = [10, 20, 40, 80];
const RUNS = 10;

/** Measures how compile time grows with the document, by its number of sections: the sizes take turns. */
export async function measureDocumentGrowth(): Promise<Readonly<Record<number, Spread>>> {
  const times = new Map(SIZES.map((size) => [size, [] as number[]]));
  for (let run = -1; run < RUNS; run++) {
    for (const [size, all] of times) {
      const time = await timeOf(() => compileDocument(size));
      if (run >= 0) all.push(time);
    }
  }
  return Object.fromEntries([...times].map(([size, all]) => [size, spreadOf(all)]));
}

async function compileDocument(size: number): Promise<void> {
  const request = { type: "email", subject: "s", content: documentOf(size) } as const;
  await platen.createRenderer({ trust: "trusted" }).compile(request);
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
