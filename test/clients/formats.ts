/** All package formats, loaded. */
export { clientFormat } from "../../src/cli/formats.ts";
