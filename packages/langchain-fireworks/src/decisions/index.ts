export { FireworksDecisionModel } from "./decision-model.js";
