import { type UseQueryResult, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { asFailure } from "../api/failure.ts";
import { useTexts } from "../i18n/i18n.ts";
import { Failed } from "./failed.tsx";

interface QueryFacesProps<T> {
  readonly query: UseQueryResult<T>;
  /** Skeleton of the same height as the filled face. */
  readonly loading: ReactNode;
  /** What stands where `isEmpty` says so. */
  readonly empty?: ReactNode;
  readonly isEmpty?: (data: T) => boolean;
  /** The filled face. */
  readonly children: (data: T) => ReactNode;
}

/** A view's four faces from its query: loading, failed with a retry, empty, filled. */
export function QueryFaces<T>({ query, loading, empty, isEmpty, children }: QueryFacesProps<T>) {
  const { t } = useTexts();
  const queryClient = useQueryClient();
  const failure = asFailure(query);
  if (failure !== undefined) {
    const retry = () =>
      void queryClient.resetQueries({ predicate: ({ state }) => state.status !== "success" });
    return <Failed failure={failure} onRetry={retry} />;
  }
  if (query.data === undefined) {
    return (
      <div aria-busy="true">
        <span className="visually-hidden" role="status">
          {t("page.loading")}
        </span>
        {loading}
      </div>
    );
  }
  return isEmpty?.(query.data) ? empty : children(query.data);
}
