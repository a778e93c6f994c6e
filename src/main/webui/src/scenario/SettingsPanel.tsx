// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Button, Input, Label, NumberField, ToggleButton } from 'react-aria-components';
import type { PresetName } from '../api';
import { announce } from '../live';
import { SettingSlider } from './SettingSlider';
import { baseline, groups, released, switched, toQuery, type Settings } from './settings';

interface Properties {
    settings: Settings;
    onChange: (settings: Settings) => void;
}

export function SettingsPanel({ settings, onChange }: Properties) {
    const [explained, setExplained] = useState(false);
    return (
        <form
            className={explained ? 'card settings explained' : 'card settings'}
            aria-label="Settings"
            onSubmit={(event) => event.preventDefault()}
        >
            <ToggleButton className="small explain-settings" isSelected={explained} onChange={setExplained}>
                Explain the settings
            </ToggleButton>
            <PresetSelect settings={settings} onChange={onChange} />
            {groups[settings.preset].map((group) => (
                <fieldset key={group.title}>
                    <legend>{group.title}</legend>
                    {group.settings.map((setting) => (
                        <SettingSlider
                            key={`${settings.preset} ${setting.key}`}
                            setting={setting}
                            chosen={settings.values[setting.key]}
                            onChange={(value) => onChange({ ...settings, values: { ...settings.values, [setting.key]: value } })}
                            onRelease={() => onChange(released(settings, setting.key))}
                        />
                    ))}
                </fieldset>
            ))}
            <NumberField
                className="seed"
                value={settings.seed}
                minValue={0}
                maxValue={Number.MAX_SAFE_INTEGER}
                formatOptions={{ useGrouping: false, maximumFractionDigits: 0 }}
                onChange={(seed) => Number.isFinite(seed) && onChange({ ...settings, seed })}
            >
                <Label>Seed</Label>
                <Input />
            </NumberField>
            <Actions settings={settings} onChange={onChange} />
        </form>
    );
}

const presets: Record<PresetName, string> = {
    watershed: 'Watershed of 10,000 ha',
    published: 'Published indices',
};

function PresetSelect({ settings, onChange }: Properties) {
    return (
        <label className="preset">
            Model
            <select
                data-preset
                value={settings.preset}
                onChange={(event) => onChange(switched(settings, event.target.value as PresetName))}
            >
                {Object.entries(presets).map(([preset, name]) => <option key={preset} value={preset}>{name}</option>)}
            </select>
        </label>
    );
}

function Actions({ settings, onChange }: Properties) {
    const [copied, setCopied] = useState(false);
    const share = async () => {
        await navigator.clipboard.writeText(`${location.origin}${location.pathname}${toQuery(settings)}#/`);
        setCopied(true);
        announce('Link copied.');
    };
    return (
        <div className="actions">
            <Button onPress={() => onChange(baseline(settings.preset))}>Back to baseline</Button>
            <Button onPress={share}>{copied ? 'Link copied' : 'Copy link'}</Button>
        </div>
    );
}
