import { useDocumentTitle } from "@mantine/hooks";

/** Names the page in the browser's title: "Counters · PredictionDex". */
export function usePageTitle(title: string): void {
  useDocumentTitle(`${title} · PredictionDex`);
}
