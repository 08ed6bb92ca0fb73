//! The card below the Flash button: how far it is, what was done, or what went wrong and what to do now.

use super::{Ask, Device, Outcome, Progress};
use crate::{
    app::{App, Msg},
    icon::Icon,
    texts::{Texts, fill},
};
use yew::html::Scope;
use yew::prelude::*;

pub fn card(texts: &'static Texts, device: &Device, link: &Scope<App>) -> Html {
    let (progress, outcome, number) = (device.flashing(), &device.outcome, device.outcomes);
    let ask = |ask: Ask| link.callback(move |_: MouseEvent| Msg::Device(ask.clone()));
    let (class, said, body) = match (progress, outcome) {
        (Some(progress), _) => (
            "working",
            progress.stage(texts).to_owned(),
            working(texts, progress, ask(Ask::Cancel)),
        ),
        (None, Some(Outcome::Done(text))) => (
            "done",
            text.clone(),
            html! { <p class="card-line"><Icon name="check" />{ text }</p> },
        ),
        (None, Some(Outcome::Cancelled(words) | Outcome::Failed(words))) => {
            let class = match outcome {
                Some(Outcome::Failed(_)) => "failed",
                _ => "cancelled",
            };
            let body = html! {
                <>
                    <p><strong>{ &words.what }</strong></p>
                    <p>{ &words.advice }</p>
                    <div class="row">
                        <button type="button" class="button small primary" onclick={ask(Ask::Flash { whole: false })}><Icon name="flash" />{ texts.try_again }</button>
                        <button type="button" class="button small" onclick={ask(Ask::Save)}><Icon name="download" />{ texts.save_image }</button>
                    </div>
                </>
            };
            (class, format!("{} {}", words.what, words.advice), body)
        }
        (None, None) => ("", String::new(), html! {}),
    };
    html! {
        <>
            <span class="unseen" role="status" aria-live="polite">{ said }</span>
            if !class.is_empty() {
                <section class={classes!("flash-card", class)} aria-label={texts.flash}>
                    { body }
                    if progress.is_none() {
                        <button type="button" class="icon-button card-close" onclick={ask(Ask::Seen(number))} aria-label={texts.close} title={texts.close}><Icon name="close" /></button>
                    }
                </section>
            }
        </>
    }
}

fn working(texts: &'static Texts, progress: &Progress, cancel: Callback<MouseEvent>) -> Html {
    let kilobytes = |bytes: f64| (bytes / 1024.0).ceil();
    let stage = progress.stage(texts);
    let line = match progress.total > 0.0 {
        true => fill(
            texts.progress_of,
            &[
                &stage,
                &kilobytes(progress.done),
                &kilobytes(progress.total),
            ],
        ),
        false => stage.to_owned(),
    };
    let left = progress.left.filter(|left| *left >= 1000.0);
    let value = (progress.total > 0.0).then(|| format!("{:.3}", progress.done / progress.total));
    html! {
        <>
            <p class="card-line" aria-hidden="true"><span>{ line }</span>
                if let Some(left) = left { <span class="quiet">{ fill(texts.time_left, &[&(left / 1000.0).ceil()]) }</span> }
            </p>
            <progress max="1" {value} aria-label={stage}></progress>
            if progress.noted { <p class="quiet">{ texts.flash_falls_back }</p> }
            <div class="row"><button type="button" class="button small" onclick={cancel}>{ texts.cancel }</button></div>
        </>
    }
}
