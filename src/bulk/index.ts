export type { StopSignal } from "./pull.js";
export { type RenderAllOptions, type RenderResult, type Renders, renderAll } from "./render-all.js";
