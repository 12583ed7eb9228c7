import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentDigest } from "../src/index.ts";

describe("contentDigest", () => {
  it("is the SHA-256 of JSON with sorted keys", () => {
    // printf '{"a":[2,1],"b":null}' | sha256sum
    const digest = "e176c5acba1572ddfba7f4fa9d72493c587f059fa1ec1bd4f17a91e99028a5ec";
    expect(contentDigest({ b: null, a: [2, 1] })).toBe(digest);
  });

  it("does not depend on the order of keys, at any depth", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.jsonValue())), (value) => {
        const turned = Object.fromEntries(
          Object.entries(value)
            .reverse()
            .map(([key, inner]) => [key, Object.fromEntries(Object.entries(inner).reverse())]),
        );
        expect(contentDigest(turned)).toBe(contentDigest(value));
      }),
    );
  });

  it("depends on the order of lists", () => {
    expect(contentDigest([1, 2])).not.toBe(contentDigest([2, 1]));
  });
});
