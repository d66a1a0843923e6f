/** A page as servers write it, for the tests. */
export function page(title: string, body: string): string {
  return `<!DOCTYPE html>\n<html><head><title>${title}</title></head>\r\n<body>${body}</body></html>\n`;
}
