/** `npm run openapi`: writes src/console/openapi.json. */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { openApiDocument } from "../console/openapi/document.ts";

const FILE = fileURLToPath(new URL("../console/openapi.json", import.meta.url).href);

writeFileSync(FILE, `${JSON.stringify(openApiDocument(), null, 2)}\n`);
