/** The web worker: the API's answers made in the page, from the facts and the model. */
import {
  createCatalogue,
  createLocalAnswers,
  type EditionModel,
  InvalidRequestError,
  type LocalAnswers,
  MissingError,
} from "@predictiondex/answers";
import type { GameFactsEdition } from "@predictiondex/contract/client";
import type { FromWorker, ToWorker } from "./messages.ts";

/** Turns that one search plays here: about what a phone does in a second. */
const NODES = 40_000;

let answers: LocalAnswers | undefined;

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === "start") void start(data);
  else tell(answer(data));
});

async function start({ factsUrl, modelUrl }: Extract<ToWorker, { kind: "start" }>): Promise<void> {
  try {
    const { dataVersion, data, modelVersion } = (await (await load(factsUrl)).json()) as GameFactsEdition;
    const model = modelVersion === null ? undefined : await loadModel(modelUrl, modelVersion);
    answers = createLocalAnswers(createCatalogue({ dataVersion, data, model }), NODES);
    tell({ kind: "ready", dataVersion });
  } catch (error) {
    tell({ kind: "unavailable", message: String(error) });
  }
}

/** The trained model; without it the worker still answers, by the damage race and by search. */
async function loadModel(url: string, version: string): Promise<EditionModel | undefined> {
  try {
    return { version, artefact: new Uint8Array(await (await load(url)).arrayBuffer()) };
  } catch (error) {
    console.info(String(error));
    return undefined;
  }
}

async function load(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
  return response;
}

function answer({ id, name, question }: Extract<ToWorker, { kind: "ask" }>): FromWorker {
  if (answers === undefined) return { kind: "broken", id, message: "the facts are not loaded yet" };
  try {
    return { kind: "answer", id, answer: (answers[name] as (given: unknown) => unknown)(question) };
  } catch (error) {
    if (error instanceof InvalidRequestError) return { kind: "refused", id, faults: error.requestFaults };
    if (error instanceof MissingError) return { kind: "missing", id, text: error.text };
    return { kind: "broken", id, message: String(error) };
  }
}

function tell(message: FromWorker): void {
  postMessage(message);
}
