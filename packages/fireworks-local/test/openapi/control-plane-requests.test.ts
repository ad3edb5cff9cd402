import { expect, test } from "vitest";
import { jobShape } from "../../src/control-plane/batch/job-shape.js";
import {
  createDatasetShape,
  datasetShape,
  splitDatasetShape,
  uploadEndpointShape,
} from "../../src/control-plane/datasets/dataset-shape.js";
import { deployedModelShape } from "../../src/control-plane/deployed-models/deployed-model-routes.js";
import { deploymentShape } from "../../src/control-plane/deployments/deployment-shape.js";
import { scaleShape } from "../../src/control-plane/deployments/deployment-verb-routes.js";
import {
  createModelShape,
  modelUploadShape,
  prepareModelShape,
} from "../../src/control-plane/models/model-messages.js";
import { modelShape } from "../../src/control-plane/models/model-shape.js";
import { fineTuningJobShape } from "../../src/control-plane/fine-tuning/job-shape.js";
import type { Shape } from "../../src/requests/shape.js";
import { compareShape } from "./compare-shape.js";
import type { Differences } from "./inference-differences.js";
import { gatewaySchemas } from "./request-schemas.generated.js";

/** Their file never says whether a message is closed; the gateway refuses what it does not know. */
const CLOSED = /(^|: )closed is ours alone$/;

const OBSERVED = "contract 7.3: observed on a live job, newer than their file";

const JOB: Differences = {
  "expireTime is ours alone": OBSERVED,
  "lifecycle is ours alone": OBSERVED,
  "maxJobDuration is ours alone": OBSERVED,
  "placement is ours alone": OBSERVED,
  "systemPrompt is ours alone": OBSERVED,
  "waitingOnCapacity is ours alone": OBSERVED,
  "state: a choice is theirs alone": "the server alone writes it",
};

const DATASET: Differences = {
  "encryptionState is ours alone": "contract 7.2: observed, newer than their file",
};

const CREATE_DATASET: Differences = {
  "dataset.encryptionState is ours alone": "contract 7.2: observed, newer than their file",
  "datasetId: required is theirs alone":
    "made up when it is left out, as the ids of other resources",
};

const SPLIT: Differences = {
  "chunkSize: required is ours alone": "there is nothing to split by without it",
};

const WORDS = "their file gives the length in words";

const MODEL: Differences = {
  "description: the form of the text is ours alone": WORDS,
  "displayName: the form of the text is ours alone": WORDS,
};

const COUNT = "a number of replicas; their file is silent";
const WINDOW = "contract 7.1: durations are seconds";

const DEPLOYMENT: Differences = {
  "autoscalingPolicy.scaleDownWindow: the formats differ": WINDOW,
  "autoscalingPolicy.scaleToZeroWindow: the formats differ": WINDOW,
  "autoscalingPolicy.scaleUpWindow: the formats differ": WINDOW,
  "displayName: the form of the text is ours alone": WORDS,
  "maxReplicaCount: at least 0 is ours alone": COUNT,
  "maxReplicaCount: at most 10000 is ours alone": COUNT,
  "maxWithRevocableReplicaCount: at least 0 is ours alone": COUNT,
  "maxWithRevocableReplicaCount: at most 10000 is ours alone": COUNT,
  "minReplicaCount: at least 0 is ours alone": COUNT,
  "minReplicaCount: at most 10000 is ours alone": COUNT,
};

const SCALE: Differences = {
  "replicaCount: at least 0 is ours alone": COUNT,
  "replicaCount: at most 10000 is ours alone": COUNT,
};

const CREATE_MODEL: Differences = {
  "model.description: the form of the text is ours alone": WORDS,
  "model.displayName: the form of the text is ours alone": WORDS,
  "modelId: required is theirs alone": "contract 7.1: made up when it is left out",
};

const DEPLOYED_MODEL: Differences = {
  "deployment: required is ours alone": "there is nothing to load it onto without it",
  "model: required is ours alone": "there is nothing to load without it",
};

const FINE_TUNING: Differences = {
  "state: a choice is theirs alone": "the server alone writes it",
};

test.each<[string, Shape, Differences]>([
  ["gatewayBatchInferenceJob", jobShape, JOB],
  ["gatewayDataset", datasetShape, DATASET],
  ["GatewayCreateDatasetBody", createDatasetShape, CREATE_DATASET],
  ["GatewayGetDatasetUploadEndpointBody", uploadEndpointShape, {}],
  ["GatewaySplitDatasetBody", splitDatasetShape, SPLIT],
  ["gatewayModel", modelShape, MODEL],
  ["GatewayCreateModelBody", createModelShape, CREATE_MODEL],
  ["GatewayGetModelUploadEndpointBody", modelUploadShape, {}],
  ["GatewayPrepareModelBody", prepareModelShape, {}],
  ["gatewayDeployment", deploymentShape, DEPLOYMENT],
  ["GatewayScaleDeploymentBody", scaleShape, SCALE],
  ["gatewayDeployedModel", deployedModelShape, DEPLOYED_MODEL],
  ["gatewaySupervisedFineTuningJob", fineTuningJobShape, FINE_TUNING],
])(
  "what we say of a %s is what Fireworks says, but for listed differences",
  (name, shape, listed) => {
    const found = compareShape(shape, { $ref: name }, gatewaySchemas)
      .filter((text) => !CLOSED.test(text))
      .map((text) => text.replace(/the choice of .* is theirs/, "a choice is theirs"));
    expect(found).toEqual(Object.keys(listed).toSorted());
  },
);
