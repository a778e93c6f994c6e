// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useRef } from 'react';
import { Button, Input, Label, NumberField, Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { bandOf, spoken, type Setting } from './settings';

interface Properties {
    setting: Setting;
    value: number;
    onChange: (value: number) => void;
}

interface SliderProperties {
    setting: Setting;
    /** Undefined for a parameter that varies between futures. */
    chosen: number | undefined;
    onChange: (value: number) => void;
    onRelease: () => void;
}

export function SettingSlider({ setting, chosen, onChange, onRelease }: SliderProperties) {
    const thumb = useRef<HTMLInputElement>(null);
    const value = chosen ?? setting.typical;
    // The slider itself would announce the bare number; the band's name tells what the number means.
    useLayoutEffect(() => thumb.current?.setAttribute('aria-valuetext', spoken(setting, chosen)));
    const change = (next: number) => onChange(Number(next.toFixed(setting.digits)));
    return (
        <div className="setting" data-setting={setting.key}>
            <Slider
                className="slider"
                value={value}
                minValue={setting.minimum}
                maxValue={setting.maximum}
                step={setting.step}
                onChange={(next) => change(next as number)}
            >
                <Label>
                    {setting.label} <span className="unit">{setting.unit}</span>
                </Label>
                <SliderTrack className="slider-track">
                    {({ state }) => (
                        <>
                            <span className="slider-fill" style={{ width: `${state.getThumbPercent(0) * 100}%` }} />
                            <SliderThumb className="slider-thumb" inputRef={thumb} />
                        </>
                    )}
                </SliderTrack>
            </Slider>
            <TypedEntry setting={setting} value={value} onChange={change} />
            <Bands setting={setting} value={value} />
            {setting.varies && <Variation setting={setting} chosen={chosen} onRelease={onRelease} />}
            <p className="setting-meaning">{setting.meaning}</p>
        </div>
    );
}

/** Says whether an uncertain parameter varies, and lets it vary again. */
function Variation({ setting, chosen, onRelease }: Pick<SliderProperties, 'setting' | 'chosen' | 'onRelease'>) {
    return chosen === undefined ? (
        <p className="setting-variation">varies between futures, median {setting.typical}</p>
    ) : (
        <p className="setting-variation">
            the same in every future{' '}
            <Button className="small" aria-label={`Let ${setting.label.toLowerCase()} vary`} onPress={onRelease}>Let it vary</Button>
        </p>
    );
}

function TypedEntry({ setting, value, onChange }: Properties) {
    return (
        <div className="setting-entry">
            <NumberField
                aria-label={`${setting.label}, ${setting.unit}, ${setting.minimum} to ${setting.maximum}`}
                value={value}
                minValue={setting.minimum}
                maxValue={setting.maximum}
                step={10 ** -setting.digits}
                formatOptions={{ maximumFractionDigits: setting.digits, useGrouping: false }}
                onChange={(next) => Number.isFinite(next) && onChange(next)}
            >
                <Input />
            </NumberField>
        </div>
    );
}

function Bands({ setting, value }: { setting: Setting; value: number }) {
    const { minimum, maximum, bounds } = setting;
    const width = (from: number, to: number) => ({ flexGrow: (to - from) / (maximum - minimum) });
    const current = bandOf(setting, value);
    const widths = [width(minimum, bounds[0]), width(bounds[0], bounds[1]), width(bounds[1], maximum)];
    return (
        <div className="bands" aria-hidden="true">
            {(['low', 'medium', 'high'] as const).map((name, index) => (
                <span key={name} style={widths[index]} className={name === current ? 'band current' : 'band'}>
                    {name}
                </span>
            ))}
        </div>
    );
}
