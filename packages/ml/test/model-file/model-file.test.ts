import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { loadModel, writeModel } from "../../src/model-file/model-file.ts";
import { sha256 } from "../../src/model-file/sha256.ts";
import { readReleaseCard, readReleaseModel } from "../../src/release-model.ts";

describe("sha256", () => {
  it.each([0, 1, 55, 56, 63, 64, 65, 1000])("agrees with Node's on %i bytes", (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37) & 255);
    expect(sha256(bytes)).toBe(createHash("sha256").update(bytes).digest("hex"));
  });
});

describe("the release model", () => {
  const bytes = readReleaseModel();

  it("is at most 2 MB and the one that its card names", () => {
    expect(bytes.length).toBeLessThanOrEqual(2_000_000);
    const card = readReleaseCard();
    expect(card.digest).toBe(loadModel(bytes).digest);
    expect(card.bytes).toBe(bytes.length);
  });

  it("is written again to the same bytes", () => {
    expect(writeModel(loadModel(bytes))).toEqual(new Uint8Array(bytes));
  });
});

describe("loadModel", () => {
  const bytes = new Uint8Array(readReleaseModel());
  const changed = (at: number, value: number): Uint8Array => {
    const copy = bytes.slice();
    copy[at] = value;
    return copy;
  };

  it("refuses what is no model", () => {
    expect(() => loadModel(new Uint8Array(5))).toThrow('must begin with "PDXM"');
    expect(() => loadModel(changed(0, 65))).toThrow('must begin with "PDXM", got "ADXM"');
  });

  it("refuses another format", () => {
    expect(() => loadModel(changed(4, 9))).toThrow("format must be 1, got 9");
  });

  it("refuses a damaged or cut-off file", () => {
    expect(() => loadModel(changed(bytes.length - 100, bytes[bytes.length - 100]! ^ 1))).toThrow("damaged");
    expect(() => loadModel(bytes.subarray(0, bytes.length - 7))).toThrow("damaged");
  });

  it("refuses a model of other columns", () => {
    const text = new TextDecoder("latin1").decode(bytes);
    const at = text.indexOf('"schema":"') + 10;
    const copy = changed(at, bytes[at] === 48 ? 49 : 48);
    const body = copy.subarray(0, copy.length - 32);
    copy.set(createHash("sha256").update(body).digest(), copy.length - 32);
    expect(() => loadModel(copy)).toThrow("train it again");
  });
});
