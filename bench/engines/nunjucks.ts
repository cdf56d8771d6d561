import nunjucks from "nunjucks";
import type { Engine } from "./engine.js";

const environments = {
  html: new nunjucks.Environment(null, { autoescape: true }),
  plain: new nunjucks.Environment(null, { autoescape: false }),
};

export const nunjucksEngine: Engine = {
  name: "Nunjucks",
  dialect: {
    tag: /\{[{%#]/,
    value: (path) => `{{ ${path} }}`,
    path: (names, loop) => (loop === 0 ? names : [`item${loop}`, ...names]).join("."),
    condition: (path, body, otherwise) => `{% if ${path} %}${body}{% else %}${otherwise}{% endif %}`,
    loop: (path, body, loop) => `{% for item${loop} in ${path} %}${body}{% endfor %}`,
  },
  compile: (source, kind) => {
    const template = new nunjucks.Template(source, environments[kind], undefined, true);
    return (variables) => template.render(variables);
  },
};
