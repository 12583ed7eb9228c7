// The model as one binary, little-endian:
//   "PDXM" · u16 format · u16 0 · u32 length of the header · header (JSON, UTF-8) · per head in the order of HEADS:
//   cuts (f32, all columns), features (u8), bins (u8), leaves (i16, times the head's scale) · SHA-256 of all before.
// Leaves are rounded to the scale when a model is written; the file is the model.

import { DataInvalidError } from "@predictiondex/core";
import type { Calibration } from "../calibration/calibration.ts";
import type { Forest } from "../trees/forest.ts";
import {
  columnsOf,
  HEADS,
  type Head,
  type HeadName,
  type Model,
  type ModelOrigin,
  SCHEMA,
  type Spread,
} from "./model.ts";
import { sha256 } from "./sha256.ts";

const MAGIC = "PDXM";
const FORMAT = 1;
const FRONT = 12;
const DIGEST_BYTES = 32;
const LEAF_STEPS = 32_767;

interface HeadHeader {
  readonly depth: number;
  readonly nTrees: number;
  readonly base: number;
  readonly scale: number;
  /** Cuts of each column. */
  readonly nCuts: readonly number[];
  readonly calibration: Calibration;
}

interface Header {
  readonly schema: string;
  readonly origin: ModelOrigin;
  readonly spread: Spread;
  readonly heads: Readonly<Record<HeadName, HeadHeader>>;
}

/** A model before it has been written: its file gives it its digest. */
export type UnnamedModel = Omit<Model, "digest" | "schema">;

/** Writes a model; the same model always gives the same bytes. */
export function writeModel(model: UnnamedModel): Uint8Array {
  const heads = Object.fromEntries(HEADS.map((name) => [name, headerOf(model.heads[name])]));
  const header: Header = {
    schema: SCHEMA,
    origin: model.origin,
    spread: model.spread,
    heads: heads as Record<HeadName, HeadHeader>,
  };
  const json = new TextEncoder().encode(JSON.stringify(header));
  const parts: Uint8Array[] = [new Uint8Array(FRONT), json];
  for (const name of HEADS) parts.push(...partsOf(model.heads[name].forest, header.heads[name].scale));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, DIGEST_BYTES));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  bytes.set(new TextEncoder().encode(MAGIC), 0);
  const view = new DataView(bytes.buffer);
  view.setUint16(4, FORMAT, true);
  view.setUint32(8, json.length, true);
  const digest = sha256(bytes.subarray(0, at));
  for (let i = 0; i < DIGEST_BYTES; i++) bytes[at + i] = Number.parseInt(digest.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

function headerOf({ forest, calibration }: Head): HeadHeader {
  const { depth, nTrees, base, cuts, leaf } = forest;
  const most = leaf.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-9);
  return {
    depth,
    nTrees,
    base,
    scale: Math.fround(most / LEAF_STEPS),
    nCuts: cuts.map(({ length }) => length),
    calibration,
  };
}

function partsOf({ cuts, feature, bin, leaf }: Forest, scale: number): Uint8Array[] {
  const floats = new DataView(new ArrayBuffer(4 * cuts.reduce((sum, { length }) => sum + length, 0)));
  let at = 0;
  for (const own of cuts) {
    for (const cut of own) {
      floats.setFloat32(at, cut, true);
      at += 4;
    }
  }
  const leaves = new DataView(new ArrayBuffer(2 * leaf.length));
  leaf.forEach((value, i) => {
    leaves.setInt16(2 * i, Math.max(-LEAF_STEPS, Math.min(LEAF_STEPS, Math.round(value / scale))), true);
  });
  return [new Uint8Array(floats.buffer), feature, bin, new Uint8Array(leaves.buffer)];
}

/**
 * Reads a model.
 * @throws {DataInvalidError} where the bytes are no model, damaged, of another format, or of other columns
 */
export function loadModel(bytes: Uint8Array): Model {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = bytes.length >= FRONT ? new TextDecoder().decode(bytes.subarray(0, 4)) : "";
  if (magic !== MAGIC)
    throw new DataInvalidError(
      `model file: must begin with "${MAGIC}", got "${magic}" (${bytes.length} bytes)`,
    );
  const format = view.getUint16(4, true);
  if (format !== FORMAT) throw new DataInvalidError(`model file: format must be ${FORMAT}, got ${format}`);
  const end = bytes.length - DIGEST_BYTES;
  const length = view.getUint32(8, true);
  const digest = sha256(bytes.subarray(0, Math.max(0, end)));
  const stored = Array.from(bytes.subarray(Math.max(0, end)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  if (FRONT + length > end || digest !== stored) {
    throw new DataInvalidError(`model file: damaged, its SHA-256 is ${digest}, it says ${stored}`);
  }
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(FRONT, FRONT + length))) as Header;
  if (header.schema !== SCHEMA) {
    throw new DataInvalidError(
      `model file: its columns are ${header.schema}, this encoder's are ${SCHEMA}: train it again`,
    );
  }
  const reader = { view, offset: FRONT + length };
  const heads = Object.fromEntries(
    HEADS.map((name) => [name, readHead(reader, header.heads[name], columnsOf(name).length)]),
  ) as Record<HeadName, Head>;
  return { heads, spread: header.spread, origin: header.origin, schema: header.schema, digest };
}

function readHead(
  reader: { readonly view: DataView; offset: number },
  header: HeadHeader,
  nColumns: number,
): Head {
  const { depth, nTrees, base, scale, nCuts, calibration } = header;
  if (nCuts.length !== nColumns)
    throw new DataInvalidError(`model file: a head must read ${nColumns} columns, got ${nCuts.length}`);
  const { view } = reader;
  const cuts = nCuts.map((count) => {
    const own = Float32Array.from({ length: count }, (_, i) => view.getFloat32(reader.offset + 4 * i, true));
    reader.offset += 4 * count;
    return own;
  });
  const inner = (1 << depth) - 1;
  const feature = readBytes(reader, nTrees * inner);
  const bin = readBytes(reader, nTrees * inner);
  const at = reader.offset;
  const leaf = Float32Array.from(
    { length: nTrees * (inner + 1) },
    (_, i) => view.getInt16(at + 2 * i, true) * scale,
  );
  reader.offset += 2 * leaf.length;
  return { forest: { depth, nTrees, cuts, feature, bin, leaf, base }, calibration };
}

function readBytes(reader: { readonly view: DataView; offset: number }, length: number): Uint8Array {
  const { buffer, byteOffset } = reader.view;
  const bytes = new Uint8Array(buffer, byteOffset + reader.offset, length).slice();
  reader.offset += length;
  return bytes;
}
