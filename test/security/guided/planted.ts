/** A bug behind three comparisons, each of which has to hold before the next one runs. */
export function planted(text: string): void {
  if (text.startsWith("k")) {
    if (text[1] === "q") {
      if (text[2] === "z") throw new Error("found");
    }
  }
}
