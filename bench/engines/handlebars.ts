import Handlebars from "handlebars";
import type { Engine } from "./engine.js";

/** White space of the source is what MJML wrote: nothing is left for Handlebars to take away. */
export const COMPILE_OPTIONS = { ignoreStandalone: true } as const;

export const handlebars: Engine = {
  name: "Handlebars",
  dialect: {
    tag: /\{\{|\\$/,
    value: (path) => `{{${path}}}`,
    path: (names, _, depth) => "../".repeat(depth) + (names.join(".") || "this"),
    condition: (path, body, otherwise) => `{{#if ${path}}}${body}{{else}}${otherwise}{{/if}}`,
    loop: (path, body) => `{{#each ${path}}}${body}{{/each}}`,
  },
  compile: (source, kind) => Handlebars.compile(source, { ...COMPILE_OPTIONS, noEscape: kind === "plain" }),
};
