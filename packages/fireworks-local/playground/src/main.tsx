import { render } from "preact";
import { App } from "./app.js";
import { connect } from "./server/connection.js";
import { createStore } from "./state/store.js";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";

const place = document.createElement("div");
place.id = "playground";
document.body.append(place);

const store = createStore(connect(location.origin));
render(<App store={store} />, place);
void store.front.refresh();
