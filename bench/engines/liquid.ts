import { Liquid } from "liquidjs";
import type { Engine } from "./engine.js";

/** Empty texts are false, as for the others. */
const OPTIONS = { jsTruthy: true } as const;
const engines = { html: new Liquid({ ...OPTIONS, outputEscape: "escape" }), plain: new Liquid(OPTIONS) };

export const liquid: Engine = {
  name: "LiquidJS",
  dialect: {
    tag: /\{[{%]/,
    value: (path) => `{{ ${path} }}`,
    path: (names, loop) => (loop === 0 ? names : [`item${loop}`, ...names]).join("."),
    condition: (path, body, otherwise) => `{% if ${path} %}${body}{% else %}${otherwise}{% endif %}`,
    loop: (path, body, loop) => `{% for item${loop} in ${path} %}${body}{% endfor %}`,
  },
  compile: (source, kind) => {
    const engine = engines[kind];
    const template = engine.parse(source);
    return (variables) => engine.renderSync(template, variables);
  },
};
