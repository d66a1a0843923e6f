/** What `npm ci` installs: exactly the locked bytes, from any registry, and nothing twice. */
import { expect, test } from "vitest";
import packageLock from "../../package-lock.json" with { type: "json" };

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly os?: string | readonly string[];
  readonly libc?: readonly string[];
}

const PACKAGES = Object.entries<Locked>(packageLock.packages).filter(([path]) => path !== "");

function pathsWhere(wanted: (locked: Locked, path: string) => boolean): string[] {
  return PACKAGES.filter(([path, locked]) => wanted(locked, path)).map(([path]) => path);
}

test("every package has an integrity", () => {
  expect(PACKAGES.length).toBeGreaterThan(200);
  expect(pathsWhere(({ integrity }) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ""))).toEqual([]);
});

test("none has an address: npm uses the registry that its user has configured", () => {
  expect(pathsWhere(({ resolved }) => resolved !== undefined)).toEqual([]);
});

test("builds for musl are not installed next to those for glibc", () => {
  const built = pathsWhere(({ os }, path) => (os ?? []).includes("linux") && /musl/.test(path));
  expect(built.length).toBeGreaterThan(0);
  expect(built).toEqual(pathsWhere(({ libc }) => libc?.includes("musl") === true));
});

test.each(["workerd", "wrangler", "miniflare", "@biomejs/biome", "esbuild"])("installs %s once", (name) => {
  expect(pathsWhere((_, path) => path.endsWith(`node_modules/${name}`))).toEqual([`node_modules/${name}`]);
});
