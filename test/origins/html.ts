/** A page as servers write it, for the tests. */
export function page(title: string, body: string): string {
  return `<!DOCTYPE html>\n<html><head><title>${title}</title></head>\r\n<body>${body}</body></html>\n`;
}

/** A table of names and values. */
export function cells(...rows: readonly (readonly [string, string])[]): string {
  return `<table>${rows.map(([name, value]) => `<tr><td>${name}</td><td>${value}</td></tr>`).join("")}</table>`;
}
