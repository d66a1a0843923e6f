/** Registries that are a folder of files, made by the format's own tools when the clients were installed. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, normalize } from "node:path";
import { stored } from "../store.ts";
import { likeArtifactory, likePlainText } from "./refusals.ts";
import { type Answer, file, type Registry, type RegistryRequest, stageByMethod } from "./registry.ts";

function folderRegistry(
  name: string,
  format: string,
  packages: RegExp,
  refuse: Registry["refuse"],
): Registry {
  return {
    prefix: `/${name}`,
    format,
    stage: (request) => stageByMethod(request, packages),
    answer: (request) => answer(stored("registries", name), request),
    refuse,
  };
}

function answer(folder: string, { method, path }: RegistryRequest): Answer | null {
  if (method !== "GET" && method !== "HEAD") return { status: 201, body: "" };
  const full = join(folder, normalize(decodeURIComponent(path)));
  return existsSync(full) && statSync(full).isFile() ? file(readFileSync(full)) : null;
}

export const debianRegistry = folderRegistry("debian", "debian", /\.deb$/, likeArtifactory);
export const rpmRegistry = folderRegistry("rpm", "rpm", /\.rpm$/, likeArtifactory);
export const rubygemsRegistry = folderRegistry("rubygems", "rubygems", /\.gem$/, likePlainText);
