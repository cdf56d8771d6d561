import type { EmailCase } from "../cases/case.js";
import { encode } from "../contestants/contestant.js";
import { runtime } from "../package-under-test.js";

/** What is to be rendered, once; then for how long. */
export type Order = Task | { readonly milliseconds: number };
type Task = Pick<EmailCase, "artifact" | "variables">;

let render = (): unknown => undefined;

process.on("message", (order: Order) => process.send?.(obey(order)));

/** @returns how many messages were rendered. */
function obey(order: Order): number {
  if ("milliseconds" in order) return countMessages(order.milliseconds);
  const message = runtime.load(order.artifact);
  render = () => encode(message.render(order.variables));
  return 0;
}

function countMessages(milliseconds: number): number {
  const end = performance.now() + milliseconds;
  let count = 0;
  for (; performance.now() < end; count++) render();
  return count;
}
