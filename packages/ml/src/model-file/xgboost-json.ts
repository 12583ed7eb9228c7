import { type Forest, NO_SPLIT } from "../trees/forest.ts";

/**
 * A forest as XGBoost saves a `gbtree` model for `binary:logistic` (its JSON format, version 1.7): load it with
 * `Booster(model_file=…)`. Feature names are the columns'. Calibration is not part of it.
 */
export function toXgboostJson(forest: Forest, columns: readonly { readonly name: string }[]): string {
  const { nTrees } = forest;
  const trees = Array.from({ length: nTrees }, (_, tree) => treeOf(forest, tree, columns.length));
  const model = {
    version: [1, 7, 4],
    learner: {
      attributes: {},
      feature_names: columns.map(({ name }) => name),
      feature_types: columns.map(() => "float"),
      gradient_booster: {
        name: "gbtree",
        model: {
          gbtree_model_param: { num_parallel_tree: "1", num_trees: String(nTrees), size_leaf_vector: "0" },
          tree_info: trees.map(() => 0),
          trees,
        },
      },
      learner_model_param: {
        base_score: "5E-1",
        boost_from_average: "1",
        num_class: "0",
        num_feature: String(columns.length),
        num_target: "1",
      },
      objective: { name: "binary:logistic", reg_loss_param: { scale_pos_weight: "1" } },
    },
  };
  return JSON.stringify(model).replaceAll(
    FLOATS,
    (_, numbers: string) => `[${numbers.replaceAll(/[^,]+/g, asFloat)}]`,
  );
}

/** Lists of real numbers, which XGBoost refuses to read where they look whole. */
const FLOATS = /"floats:([^"]*)"/g;

function floats(values: readonly number[]): string {
  return `floats:${values.join(",")}`;
}

function asFloat(text: string): string {
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const ROOT_PARENT = 2147483647;

/** Nodes that do not split are left out: all rows pass them to the left. */
function treeOf(forest: Forest, tree: number, nColumns: number): object {
  const { depth, cuts, feature, bin, leaf } = forest;
  const inner = (1 << depth) - 1;
  const left: number[] = [];
  const right: number[] = [];
  const parents: number[] = [];
  const indices: number[] = [];
  const conditions: number[] = [];
  const weights: number[] = [];
  // Breadth first: XGBoost takes it that a right child stands next to its left one.
  const places = [0];
  parents.push(ROOT_PARENT);
  for (let node = 0; node < places.length; node++) {
    let at = places[node]!;
    while (at < inner && bin[tree * inner + at] === NO_SPLIT) at = 2 * at + 1;
    if (at >= inner) {
      // The log odds before the first tree stand in its leaves.
      const value = Math.fround(leaf[tree * (inner + 1) + at - inner]! + (tree === 0 ? forest.base : 0));
      left.push(-1);
      right.push(-1);
      indices.push(0);
      conditions.push(value);
      weights.push(value);
      continue;
    }
    const column = feature[tree * inner + at]!;
    left.push(places.length);
    right.push(places.length + 1);
    indices.push(column);
    conditions.push(cuts[column]![bin[tree * inner + at]!]!);
    weights.push(0);
    places.push(2 * at + 1, 2 * at + 2);
    parents.push(node, node);
  }
  const zeros = left.map(() => 0);
  return {
    base_weights: floats(weights),
    categories: [],
    categories_nodes: [],
    categories_segments: [],
    categories_sizes: [],
    default_left: zeros,
    id: tree,
    left_children: left,
    loss_changes: floats(zeros),
    parents,
    right_children: right,
    split_conditions: floats(conditions),
    split_indices: indices,
    split_type: zeros,
    sum_hessian: floats(zeros),
    tree_param: {
      num_deleted: "0",
      num_feature: String(nColumns),
      num_nodes: String(left.length),
      size_leaf_vector: "0",
    },
  };
}
