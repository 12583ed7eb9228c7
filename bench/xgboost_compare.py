"""Real XGBoost on the rows and trees that bench/model.ts has written: `predict WIDTH` or `train WIDTH PARAMETERS`.

Prints JSON with CPU seconds on one thread (and the log loss on the held-out rows).
"""
import json
import sys
import time

import numpy
import xgboost

folder, job, width = sys.argv[1], sys.argv[2], int(sys.argv[3])


def rows(name):
    return numpy.fromfile(f"{folder}/{name}.f32", dtype="<f4").reshape(-1, width)


def log_loss(p, y):
    q = numpy.clip(p.astype("f8"), 1e-12, 1 - 1e-12)
    return float(numpy.mean(-(y * numpy.log(q) + (1 - y) * numpy.log(1 - q))))


if job == "predict":
    booster = xgboost.Booster({"nthread": 1}, model_file=f"{folder}/model.json")
    data = rows("rows")
    booster.inplace_predict(data, validate_features=False)
    times = []
    for _ in range(5):
        start = time.process_time()
        booster.inplace_predict(data, validate_features=False)
        times.append(time.process_time() - start)
    print(json.dumps({"seconds": min(times)}))
else:
    given = json.loads(sys.argv[4])
    train, held = rows("train"), rows("held")
    y = numpy.fromfile(f"{folder}/train.y32", dtype="<f4")
    held_y = numpy.fromfile(f"{folder}/held.y32", dtype="<f4")
    parameters = {
        "objective": "binary:logistic",
        "tree_method": "hist",
        "nthread": 1,
        "max_depth": given["maxDepth"],
        "eta": given["learningRate"],
        "lambda": given["lambda"],
        "min_child_weight": given["minChildWeight"],
        "max_bin": given["maxBins"],
        "base_score": float(y.mean()),
    }
    start = time.process_time()
    matrix = xgboost.DMatrix(train, label=y, nthread=1)
    held_matrix = xgboost.DMatrix(held, label=held_y, nthread=1)
    booster = xgboost.train(parameters, matrix, given["trees"], evals=[(held_matrix, "held")], verbose_eval=False)
    seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "logLoss": log_loss(booster.predict(held_matrix), held_y)}))
