import { Matrix } from "../features/matrix/components/matrix.tsx";

/** The whole roster against itself. */
export function MatrixPage() {
  return <Matrix />;
}
