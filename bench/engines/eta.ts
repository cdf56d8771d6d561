import { Eta } from "eta";
import type { Engine } from "./engine.js";

/** White space is left as it is. */
const OPTIONS = { autoTrim: false } as const;
const engines = { html: new Eta(OPTIONS), plain: new Eta({ ...OPTIONS, autoEscape: false }) };

/** Its templates are JavaScript. */
export const eta: Engine = {
  name: "Eta",
  dialect: {
    tag: /<%/,
    value: (path) => `<%= ${path} %>`,
    path: (names, loop) => [loop === 0 ? "it" : `item${loop}`, ...names].join("."),
    condition: (path, body, otherwise) => `<% if (${path}) { %>${body}<% } else { %>${otherwise}<% } %>`,
    loop: (path, body, loop) => `<% for (const item${loop} of ${path}) { %>${body}<% } %>`,
  },
  compile: (source, kind) => {
    const engine = engines[kind];
    const template = engine.compile(source);
    return (variables) => template.call(engine, variables);
  },
};
