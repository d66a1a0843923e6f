/** What the tables of refusals share. The refusals are as their products send them, written for this project. */
export interface LabelledRefusal {
  readonly product: string;
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly phrase?: string;
}

/** Headers; without any the body is JSON. */
export const HTML = { "content-type": "text/html" };
export const TEXT = { "content-type": "text/plain" };

export const json = (value: unknown): string => JSON.stringify(value);

/** JFrog's error list. */
export const jfrog = (status: number, message: string): string => json({ errors: [{ status, message }] });

/** OCI's error list. */
export const oci = (code: string, message: string): string =>
  json({ errors: [{ code, message, detail: null }] });

/** A page with a heading. */
export const page = (title: string, ...paragraphs: string[]): string =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1>${paragraphs
    .map((text) => `<p>${text}</p>`)
    .join("")}</body></html>`;
