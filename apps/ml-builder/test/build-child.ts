import { buildDataset } from "../src/build-dataset.ts";
import { DATA, smallSpec } from "./helpers-data.ts";

// Builds the data set that a test kills: its folder is the argument.
await buildDataset({ data: DATA, spec: smallSpec({ nodes: 3000 }), directory: process.argv[2]!, threads: 1 });
