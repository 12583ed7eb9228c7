import { enableCompileCache } from "node:module";

// Halves the time to the first answer from the second start on. It must come before what it is to cache is imported.
enableCompileCache();
const { serve } = await import("./serve.ts");
await serve();
