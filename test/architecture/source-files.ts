/** What the files of `src` import and which globals they use, as the TypeScript compiler reads them. */
import { join, posix, relative } from "node:path";
import type { Node, SourceFile } from "typescript/unstable/ast";
import { isIdentifier, isPropertyAccessExpression, isStringLiteral } from "typescript/unstable/ast/is";
import { API } from "typescript/unstable/sync";

const ROOT = join(import.meta.dirname, "../..");
/** Includes all of `src`, also what runs in Node. */
const PROJECT = join(ROOT, "test/tsconfig.json");
const SRC = join(ROOT, "src");

export interface ImportingFile {
  /** Below `src`: `text/ascii.ts`. */
  readonly path: string;
  /** Below `src` too, or the name of a package or a module of Node's. Types and `import()` count. */
  readonly imports: readonly string[];
  /** Names that may refer to globals: identifiers, except those of properties. */
  readonly names: ReadonlySet<string>;
}

export function readSourceFiles(): ImportingFile[] {
  const api = new API();
  try {
    const project = api.updateSnapshot({ openProject: PROJECT }).getProject(PROJECT);
    if (project === undefined) throw new Error(`${PROJECT} is not a project`);
    return project.rootFiles
      .filter((name) => name.startsWith(`${SRC}/`))
      .map((name) => {
        const file = project.program.getSourceFile(name);
        if (file === undefined) throw new Error(`the compiler did not read ${name}`);
        return importingFile(file, relative(SRC, name));
      });
  } finally {
    api.close();
  }
}

function importingFile(file: SourceFile, path: string): ImportingFile {
  const specifiers = file.imports.filter(isStringLiteral).map(({ text }) => text);
  return { path, imports: specifiers.map((specifier) => resolved(path, specifier)), names: namesIn(file) };
}

function resolved(path: string, specifier: string): string {
  return specifier.startsWith(".") ? posix.join(posix.dirname(path), specifier) : specifier;
}

function namesIn(file: SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: Node): void => {
    if (isIdentifier(node) && !isNameOfProperty(node)) names.add(node.text);
    node.forEachChild(visit);
  };
  visit(file);
  return names;
}

function isNameOfProperty(node: Node): boolean {
  return isPropertyAccessExpression(node.parent) && node.parent.name === node;
}
