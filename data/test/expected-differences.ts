/** A difference from Showdown that we know and keep. */
export interface ExpectedDifference {
  readonly subject: string;
  readonly field: string;
  readonly ours: string;
  readonly showdown: string;
  readonly reason: string;
}

const PARTNER_POWER =
  "the partner's power, started by shaking the controller: no slot holds it. PokéAPI and Poképédia list it for no form; Showdown makes it a tutor move to have it in its battles";
const CELEBRATE =
  "comes only with a Chansey given away in 2018 (event); outside the 226 moves of the roster, so in no list of ours";

/** Every difference between our tables and Showdown's gen7letsgo, with its reason. */
export const EXPECTED_DIFFERENCES: readonly ExpectedDifference[] = [
  {
    subject: "melmetal",
    field: "from",
    ours: "Meltan",
    showdown: "",
    reason:
      "Meltan evolves in Pokémon GO (400 candies), which PokéAPI's species records; Showdown drops the step because it can't be made in Let's Go. Melmetal learns all of Meltan's moves, so no legality hangs on it",
  },
  {
    subject: "pinsir-mega + thrash",
    field: "ways",
    ours: "level-up 36",
    showdown: "level-up 38",
    reason:
      "PokéAPI has an own list for the Mega with this level; Showdown has none and is read at the base form, where ours says 38 too",
  },
  {
    subject: "pikachu-starter + pikapapow",
    field: "ways",
    ours: "",
    showdown: "tutor",
    reason: PARTNER_POWER,
  },
  {
    subject: "eevee-starter + veeveevolley",
    field: "ways",
    ours: "",
    showdown: "tutor",
    reason: PARTNER_POWER,
  },
  { subject: "chansey + celebrate", field: "ways", ours: "", showdown: "event", reason: CELEBRATE },
  {
    subject: "pikachu-starter + pika-papow",
    field: "legal",
    ours: "false",
    showdown: "true",
    reason: PARTNER_POWER,
  },
  {
    subject: "eevee-starter + veevee-volley",
    field: "legal",
    ours: "false",
    showdown: "true",
    reason: PARTNER_POWER,
  },
  { subject: "chansey + celebrate", field: "legal", ours: "false", showdown: "true", reason: CELEBRATE },
];
