/** The declarations of a style attribute or block in order, `property:value`, alike but for white space. */
export function declarationsOf(css: string): readonly string[] {
  return split(css.replace(/\/\*[\s\S]*?\*\//g, ""), ";").flatMap((declaration) => {
    const colon = declaration.indexOf(":");
    if (colon === -1) return declaration.trim() === "" ? [] : [normalisedValue(declaration)];
    const property = declaration.slice(0, colon).trim();
    const name = property.startsWith("--") ? property : property.toLowerCase();
    return [`${name}:${normalisedValue(declaration.slice(colon + 1))}`];
  });
}

/** White space of a CSS value or prelude in its shortest writing; strings stay as they are, and so do colours. */
export function normalisedValue(value: string): string {
  return value
    .trim()
    .split(/("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')/s)
    .map((piece, index) => (index % 2 === 1 ? piece : shortest(piece)))
    .join("");
}

function shortest(css: string): string {
  return css
    .replace(/\s+/g, " ")
    .replace(/ ?([,{};:]) ?/g, "$1")
    .replace(/\( /g, "(")
    .replace(/ \)/g, ")")
    .replace(/ ?! ?/g, "!");
}

/** Splits at a separator that is in no string and no parentheses. */
function split(css: string, separator: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  let depth = 0;
  for (const token of css.match(/"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?|\\.|[\s\S]/g) ?? []) {
    if (token === "(") depth++;
    if (token === ")") depth--;
    if (token === separator && depth <= 0) {
      pieces.push(piece);
      piece = "";
    } else {
      piece += token;
    }
  }
  return [...pieces, piece];
}
