/** Version of the predictor's rules; answers name it. */
export const PREDICTOR_VERSION = "game-value-1";
