/** The shape of the tables of paths that a product serves on ORIGIN under the gateway's path, and names that several have. */

export interface OwnPaths {
  readonly preset: string;
  readonly origin: string;
  readonly paths: readonly (readonly [path: string, id: string, format: string])[];
}

export const SHA256 = "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";
export const CONAN = "conans/zlib/1.3.1/acme+platform/stable";
