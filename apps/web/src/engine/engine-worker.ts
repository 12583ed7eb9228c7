/** The web worker: the API's answers made in the page, from the facts and the model. */
import {
  createCatalogue,
  createLocalAnswers,
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
  if (data.kind === "start") void start(data.factsUrl);
  else tell(answer(data));
});

async function start(factsUrl: string): Promise<void> {
  try {
    const response = await fetch(factsUrl);
    if (!response.ok) throw new Error(`the facts could not be had: ${response.status}`);
    const { dataVersion, data } = (await response.json()) as GameFactsEdition;
    answers = createLocalAnswers(createCatalogue({ dataVersion, data }), NODES);
    tell({ kind: "ready", dataVersion });
  } catch (error) {
    tell({ kind: "unavailable", message: String(error) });
  }
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
