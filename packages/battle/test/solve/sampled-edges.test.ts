import { describe, expect, it } from "vitest";
import { orderTurns } from "../../src/solve/layer-cycles.ts";
import { collectEdges, reverseEdges } from "../../src/solve/sampled-edges.ts";

describe("collectEdges", () => {
  it("takes equal turns together, and sums up what ended", () => {
    const turns = [
      [2, 1, 0, 0.5],
      [2, 1, 0, 1],
      [2, 0, -1, 1],
      [2, 1, -1, 0],
      [0, 3, -1, 1],
      [2, 1, 1, 0],
      [1, 0, 0, 0.5],
    ];
    const edges = collectEdges(
      {
        from: Int32Array.from(turns, ([from]) => from!),
        coarse: Int32Array.from(turns, () => -1),
        pair: Uint8Array.from(turns, ([, pair]) => pair!),
        to: Int32Array.from(turns, ([, , to]) => to!),
        result: Float32Array.from(turns, ([, , , result]) => result!),
        count: turns.length,
      },
      3,
    );
    expect([...edges.order]).toEqual([2, 0, 1]);
    expect([...edges.visits]).toEqual([1, 1, 5]);
    expect([...edges.results]).toEqual([1, 0.5, 2.5]);
    const entries = [edges.entryStarts[2]!, edges.entryEnds[2]!] as const;
    expect([...edges.pairs.slice(...entries)]).toEqual([0, 1]);
    expect([...edges.counts.slice(...entries)]).toEqual([1, 4]);
    expect([...edges.ended.slice(...entries)]).toEqual([1, 0]);
    const [begin, end] = [edges.edgeStarts[entries[0]]!, edges.edgeStarts[entries[1]]!];
    const led = [...edges.targets.slice(begin, end)].map((target, e) => [target, edges.weights[begin + e]]);
    expect(led.sort()).toEqual([
      [0, 2],
      [1, 1],
    ]);
    const { starts, sources } = reverseEdges(edges, 3);
    expect([...sources.slice(starts[0], starts[1])].sort()).toEqual([1, 2]);
    expect([...sources.slice(starts[1], starts[2])]).toEqual([2]);
  });
});

describe("orderTurns", () => {
  it("puts those that lead to one another together, after those they lead to", () => {
    const next = [[1], [2, 3], [1], [3, 4], []].map((after) => new Set(after));
    const groups = orderTurns(next).map((group) => group.toSorted());
    expect(groups).toEqual([[4], [3], [1, 2], [0]]);
  });
});
